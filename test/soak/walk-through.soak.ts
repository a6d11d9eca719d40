import { runRounds } from './rounds.ts';

/** The monitor's workflow and that of pull requests, again and again: green, failing, cancelled. */
runRounds(['test/walk-through']);
