import { hostname } from 'node:os';
import type { InstanceOwner } from '../routes/lightsail/instance-name.ts';
import type { Environment } from './environment.ts';

/** The repository whose tag exits carry: the one of the CI run, or this machine's own name. */
export function exitRepository(env: Environment): string {
  return env.GITHUB_REPOSITORY ?? `local/${hostname().replace(/[^A-Za-z0-9.-]/g, '-')}`;
}

/** Whose exits a run makes: found again by the CI run's id and attempt alone. `run`: a run's own id, outside of CI. */
export function exitOwner(env: Environment, run: string): InstanceOwner {
  return {
    repository: exitRepository(env),
    run: env.GITHUB_RUN_ID ?? run,
    attempt: env.GITHUB_RUN_ATTEMPT ?? '1',
  };
}
