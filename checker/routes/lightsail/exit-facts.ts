import type { ExitFacts } from '../../domain/run-record.ts';
import { costAtMost } from './exit-cost.ts';
import type { MadeExit } from './make-exit.ts';

/** What a run record says of an exit. `removed`: when it was; null while it is alive, and then `now` is what its cost counts to. */
export function exitFacts(
  { made, tunnel }: Pick<MadeExit, 'made' | 'tunnel'>,
  removed: Date | null,
  now: Date,
): ExitFacts {
  const { instance, createdAt, runningAt, dollarsAMonth } = made;
  return {
    address: tunnel.address,
    region: instance.region,
    zone: instance.zone,
    instance: instance.name,
    created: createdAt.toISOString(),
    running: runningAt.toISOString(),
    sshReady: tunnel.times.sshReady,
    proven: tunnel.times.proven,
    removed: removed?.toISOString() ?? null,
    costAtMost: costAtMost(dollarsAMonth, createdAt, removed ?? now),
  };
}
