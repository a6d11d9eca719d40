import type { StateFile } from './ledger-files.ts';

/** States are as long as a multiple of this many characters, give or take what line breaks add. */
const STEP = 16_384;

/**
 * Spaces that bring a state to a length which most versions of it share. Git packs a file's versions as differences to their
 * neighbours in the order of length, and only at one length in the order of time: next to a version of another day nearly every
 * baseline differs, next to the one of a quarter of an hour before hardly any. Without this a year of states takes three times the room.
 * https://git-scm.com/docs/pack-heuristics
 */
export function roomFor(state: Omit<StateFile, 'room'>): string {
  const length = JSON.stringify(state).length;
  return ' '.repeat(STEP - (length % STEP));
}
