import { parse } from 'yaml';
import { z } from 'zod';
import { inputsFor } from './actions/catalogue.ts';
import { checkExpressions } from './expression-check.ts';
import { WorkflowFault } from './fault.ts';
import { Permissions } from './permissions.ts';
import { Triggers } from './triggers.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const Flag = z.union([z.boolean(), z.string()]);
const Minutes = z.union([z.number().positive(), z.string()]);
const Env = z.record(z.string().regex(/^[A-Za-z_]\w*$/), Scalar);
const Names = z.union([z.string(), z.array(z.string())]).transform((names) => [names].flat());
const Id = z.string().regex(/^[A-Za-z_][\w-]*$/);

const Defaults = z.strictObject({
  run: z.strictObject({ shell: z.string().optional(), 'working-directory': z.string().optional() }),
});

const Concurrency = z.union([
  z.string(),
  z.strictObject({
    group: z.string(),
    'cancel-in-progress': Flag.optional(),
    queue: z.enum(['single', 'max']).optional(),
  }),
]);

const anyStep = {
  id: Id.optional(),
  name: z.string().optional(),
  if: Flag.optional(),
  env: Env.optional(),
  'continue-on-error': Flag.optional(),
  'timeout-minutes': Minutes.optional(),
};

const Step = z.union([
  z.strictObject({
    ...anyStep,
    run: z.string(),
    shell: z.string().optional(),
    'working-directory': z.string().optional(),
  }),
  z.strictObject({ ...anyStep, uses: z.string(), with: z.record(z.string(), Scalar).optional() }),
]);

const Job = z.strictObject({
  name: z.string().optional(),
  'runs-on': Names,
  needs: Names.default([]),
  if: Flag.optional(),
  permissions: Permissions.optional(),
  env: Env.optional(),
  defaults: Defaults.optional(),
  outputs: z.record(z.string(), z.string()).default({}),
  strategy: z
    .strictObject({
      matrix: z.union([z.string(), z.record(z.string(), z.unknown())]),
      'fail-fast': Flag.default(true),
      'max-parallel': z.union([z.number().int().positive(), z.string()]).optional(),
    })
    .optional(),
  'continue-on-error': Flag.optional(),
  'timeout-minutes': Minutes.optional(),
  environment: z
    .union([z.string(), z.strictObject({ name: z.string(), url: z.string().optional() })])
    .optional(),
  concurrency: Concurrency.optional(),
  steps: z.array(Step).min(1),
});

const Workflow = z.strictObject({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: Triggers,
  permissions: Permissions.optional(),
  env: Env.optional(),
  defaults: Defaults.optional(),
  concurrency: Concurrency.optional(),
  jobs: z.record(Id, Job),
});

/** A workflow, with every key that it may have here. */
export type Workflow = z.infer<typeof Workflow>;
/** One of its jobs. */
export type Job = z.infer<typeof Job>;
/** One step of a job. */
export type Step = z.infer<typeof Step>;
/** Variables as a workflow writes them. */
export type Env = z.infer<typeof Env>;

/** Reads a workflow. Throws `WorkflowFault` for whatever GitHub would refuse, and for every key that this runner does not know. */
export function readWorkflow(text: string, file: string): Workflow {
  const read = Workflow.safeParse(parse(text));
  if (!read.success) throw new WorkflowFault(`${file}:\n${z.prettifyError(read.error)}`);
  const { jobs } = read.data;
  for (const [id, job] of Object.entries(jobs)) {
    ancestorsOf(id, jobs, file);
    const ids = job.steps.flatMap((step) => step.id ?? []);
    const twice = ids.find((step, i) => ids.indexOf(step) !== i);
    if (twice !== undefined) throw new WorkflowFault(`${file}: job ${id} has two steps ${twice}`);
  }
  checkExpressions(read.data, file);
  checkUses(read.data);
  return read.data;
}

/** Also what no run comes to must be known. */
function checkUses({ jobs }: Workflow): void {
  for (const step of Object.values(jobs).flatMap((job) => job.steps)) {
    if ('uses' in step)
      inputsFor(step.uses, Object.fromEntries(Object.keys(step.with ?? {}).map((name) => [name, ''])));
  }
}

/** Every job that a job needs, directly or through others. Throws when one is missing, or needs itself. */
export function ancestorsOf(
  id: string,
  jobs: Workflow['jobs'],
  file = 'workflow',
  below: readonly string[] = [],
): Set<string> {
  if (below.includes(id)) throw new WorkflowFault(`${file}: job ${id} needs itself`);
  const job = jobs[id];
  if (!job) throw new WorkflowFault(`${file}: job ${below.at(-1)} needs ${id}, which is not there`);
  return new Set(job.needs.flatMap((need) => [need, ...ancestorsOf(need, jobs, file, [...below, id])]));
}
