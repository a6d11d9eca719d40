import type { SetupTopic } from './topic.ts';

/** `ok`: as it should be. `unknown`: could not be looked at. `warning`: the monitor works, and somebody should look. `fault`: it does not. */
export type Level = 'ok' | 'unknown' | 'warning' | 'fault';

/** Something of a repository or its monitor that was looked at. */
export interface SetupFinding {
  topic: SetupTopic;
  level: Level;
  /** What it is like: one sentence, or part of one. */
  says: string;
  /** What to do about it, in one line; null where there is nothing to do. */
  remedy: string | null;
}
