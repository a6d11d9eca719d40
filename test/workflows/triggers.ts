import { matchesGlob } from 'node:path';
import { z } from 'zod';
import { WorkflowFault } from './fault.ts';

const Names = z.union([z.string(), z.array(z.string())]).transform((names) => [names].flat());

const Input = z.strictObject({
  description: z.string().optional(),
  required: z.boolean().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  type: z.enum(['string', 'boolean', 'number', 'choice']).optional(),
  options: z.array(z.string()).optional(),
});

const Events = z.strictObject({
  schedule: z.array(z.strictObject({ cron: z.string(), timezone: z.string().optional() })).optional(),
  workflow_dispatch: z
    .strictObject({ inputs: z.record(z.string(), Input).optional() })
    .nullable()
    .optional(),
  pull_request: z
    .strictObject({ types: Names.optional(), branches: Names.optional(), paths: Names.optional() })
    .nullable()
    .optional(),
  push: z.strictObject({ branches: Names.optional(), paths: Names.optional() }).nullable().optional(),
  workflow_run: z
    .strictObject({ workflows: Names, types: Names.optional(), branches: Names.optional() })
    .optional(),
});

/** `on:` of a workflow, brought into its longest form. */
export const Triggers = z
  .union([Names.transform((names) => Object.fromEntries(names.map((name) => [name, null]))), z.unknown()])
  .pipe(Events);
export type Triggers = z.infer<typeof Triggers>;

/** Events by which a workflow can be started here. */
export type EventName = keyof Triggers;

/** What happened, as far as `on:` asks for it. */
export interface Happening {
  event: EventName;
  /** Name of the workflow that has ended, for `workflow_run`. */
  workflow: string | undefined;
  /** Branch that was pushed to, or into which a pull request leads. */
  branch: string;
  /** `opened`, `completed` … */
  action: string | undefined;
  /** Files that a pull request or a push changes. */
  changed: readonly string[];
}

/** What counts where `types` is not said. */
const USUAL_TYPES: Partial<Record<EventName, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
};

/** Why an event does not start a workflow; null when it does. */
export function whyNotStarted(triggers: Triggers, { event, ...what }: Happening): string | null {
  if (triggers[event] === undefined) return `it is not started by ${event}`;
  const asked = triggers[event] ?? {};
  if (Array.isArray(asked)) return null;
  if ('workflows' in asked && !asked.workflows.includes(what.workflow ?? ''))
    return `it does not follow the workflow ${what.workflow}`;
  const types = ('types' in asked ? asked.types : undefined) ?? USUAL_TYPES[event];
  if (types && what.action !== undefined && !types.includes(what.action))
    return `it does not listen to ${event} ${what.action}`;
  if ('branches' in asked && asked.branches && !anyMatches(asked.branches, [what.branch]))
    return `it does not listen to the branch ${what.branch}`;
  if ('paths' in asked && asked.paths && !anyMatches(asked.paths, what.changed))
    return `none of the changed files is one of its paths`;
  return null;
}

function anyMatches(patterns: readonly string[], names: readonly string[]): boolean {
  if (patterns.some((pattern) => pattern.startsWith('!')))
    throw new WorkflowFault('patterns with ! are not known here');
  return names.some((name) => patterns.some((pattern) => matchesGlob(name, pattern)));
}

/** The `inputs` context of a run: what was given, else the defaults. Throws for one that is missing or not declared. */
export function inputsOf(
  triggers: Triggers,
  given: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const declared = triggers.workflow_dispatch?.inputs ?? {};
  for (const name of Object.keys(given)) {
    if (!(name in declared)) throw new WorkflowFault(`workflow_dispatch has no input ${name}`);
  }
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]) => {
      const text = given[name] ?? input.default;
      if (text === undefined && input.required) throw new WorkflowFault(`the input ${name} is required`);
      if (input.type === 'choice' && !input.options?.includes(String(text)))
        throw new WorkflowFault(`the input ${name} cannot be ${text}`);
      if (input.type === 'boolean') return [name, String(text ?? false) === 'true'];
      return [name, input.type === 'number' ? Number(text ?? 0) : String(text ?? '')];
    }),
  );
}
