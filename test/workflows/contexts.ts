import type { Scope, Status } from './expression.ts';

/** Names of the contexts that GitHub fills at each place of a workflow; elsewhere they do not exist. */
const PLACES = {
  workflowEnv: ['github', 'secrets', 'inputs', 'vars'],
  workflowConcurrency: ['github', 'inputs', 'vars'],
  jobIf: ['github', 'needs', 'vars', 'inputs'],
  strategy: ['github', 'needs', 'vars', 'inputs'],
  job: ['github', 'needs', 'strategy', 'matrix', 'vars', 'inputs'],
  jobEnv: ['github', 'needs', 'strategy', 'matrix', 'vars', 'secrets', 'inputs'],
  stepIf: ['github', 'needs', 'strategy', 'matrix', 'job', 'runner', 'env', 'vars', 'steps', 'inputs'],
  step: [
    'github',
    'needs',
    'strategy',
    'matrix',
    'job',
    'runner',
    'env',
    'vars',
    'secrets',
    'steps',
    'inputs',
  ],
} as const;

/** A place where expressions stand. */
export type Place = keyof typeof PLACES;

/** All contexts of a job, by name. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Names of the contexts at a place. */
export function namesAt(place: Place): readonly string[] {
  return PLACES[place];
}

/** What an expression sees at a place, as https://docs.github.com/actions/reference/contexts-reference lists it. */
export function scopeAt(place: Place, contexts: Contexts): Scope {
  return { contexts: Object.fromEntries(PLACES[place].map((name) => [name, contexts[name] ?? {}])) };
}

/** What a condition sees. */
export function conditionAt(
  place: 'jobIf' | 'stepIf',
  contexts: Contexts,
  status: Status,
): Scope & { status: Status } {
  return { ...scopeAt(place, contexts), status };
}
