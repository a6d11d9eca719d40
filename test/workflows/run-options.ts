import type { Watch } from './job-scene.ts';
import type { Occasion } from './occasion.ts';

/** One run: why it starts, who looks on, and what befalls it. All but the event may be left out. */
export interface RunOptions extends Occasion, Partial<Pick<Watch, 'onStep' | 'onLine' | 'failing'>> {
  /** More of what the event says, for `github.event`. */
  payload?: Readonly<Record<string, unknown>>;
  /** Default: the next one. */
  runId?: number;
  /** Default 1. */
  attempt?: number;
  /** Login of who started it. Default `octocat`. */
  actor?: string;
  /** Aborted: somebody cancels the run. */
  cancel?: AbortSignal;
}
