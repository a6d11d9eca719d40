import type { RunOrigin } from '../check/run-head.ts';
import type { CommandContext } from './context.ts';
import { version } from './version.ts';

/** Who makes a run: the CI run, named by its id and attempt, or this machine, named by time and chance; of an isolated part, whoever started it says. */
export function runOrigin({ env, now, random }: CommandContext): RunOrigin {
  const startedAt = now();
  const { GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT = '1', GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA } = env;
  const here = GITHUB_RUN_ID ? `${GITHUB_RUN_ID}-${GITHUB_RUN_ATTEMPT}` : null;
  const stamp = startedAt.toISOString().replace(/[-:]|\.\d+/g, '');
  const chance = Math.floor(random() * 36 ** 4)
    .toString(36)
    .padStart(4, '0');
  return {
    id: env.PUPTIME_ISOLATED ?? here ?? `${stamp}-${chance}`,
    startedAt,
    url:
      GITHUB_RUN_ID && GITHUB_SERVER_URL && GITHUB_REPOSITORY
        ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
        : null,
    commit: GITHUB_SHA ?? null,
    puptime: version(),
  };
}
