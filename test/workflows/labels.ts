import { fillIn, type Scope } from './expression.ts';
import type { JobRecord } from './run-record.ts';
import type { Job } from './workflow-file.ts';

/** Name of a concurrency group. It is only noted: no run waits for another here. */
export function groupOf(concurrency: Job['concurrency'], scope: Scope): string | null {
  if (concurrency === undefined) return null;
  return fillIn(typeof concurrency === 'string' ? concurrency : concurrency.group, scope);
}

/** The environment of a job, with the address that it may learn from its last step. */
export function environmentOf({ environment }: Job, ending: Scope): JobRecord['environment'] {
  if (environment === undefined) return null;
  if (typeof environment === 'string') return { name: fillIn(environment, ending), url: null };
  const { name, url } = environment;
  return { name: fillIn(name, ending), url: url === undefined ? null : fillIn(url, ending) };
}
