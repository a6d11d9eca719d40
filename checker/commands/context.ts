import type { Environment } from './environment.ts';

/** What a command gets from the outside; `cli.ts` builds the real one. */
export interface CommandContext {
  env: Environment;
  /** Data and results, for people or programs (standard output). */
  out(text: string): void;
  /** Progress, warnings and errors (standard error). */
  err(text: string): void;
  /** Asks whoever sits at the terminal, and gives the answer without spaces around it; left out where nobody does. */
  ask?: (question: string) => Promise<string>;
  /** Whether standard error is a terminal, and how wide it is. */
  terminal: { live: boolean; columns: number };
  now(): Date;
  /** 0 ≤ n < 1. */
  random(): number;
  /** 1: the work failed; 2: wrong use. 0 unless set. */
  setExitCode(code: 1 | 2): void;
  /** Aborted on SIGINT and SIGTERM: finish what is begun, leave what is written readable. */
  signal: AbortSignal;
}
