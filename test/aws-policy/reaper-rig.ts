import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { aStack } from './stack.ts';

const FAKES = resolve(import.meta.dirname, 'python');
const run = promisify(execFile);

const Reaper = z.object({
  Properties: z.object({
    Runtime: z.string(),
    Handler: z.string(),
    Timeout: z.number(),
    Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }),
    Code: z.object({ ZipFile: z.string() }),
  }),
});

/** The reaper function of a stack. */
export function reaperOf(given: Readonly<Record<string, string>> = {}) {
  return Reaper.parse(aStack({ WithReaper: 'true', ...given }).resources.Reaper).Properties;
}

/** An instance as a listing tells it. */
export interface ListedInstance {
  name: string;
  createdAt?: string;
  tags?: { key: string; value?: string }[];
}

/** What Lightsail answers in a region: pages of its listing, and what goes wrong on deleting an instance; `gone`: it is gone already. */
export interface ScriptedRegion {
  pages: ({ instances: ListedInstance[] } | { error: string })[];
  deletes?: Record<string, string>;
}

/** What came of one invocation. */
export interface Invocation {
  /** `region: name` of what it says it removed; null when it failed. */
  removed: string[] | null;
  /** What it failed with, a traceback; null when it did not. */
  error: string | null;
  /** `region operation argument`, in order. */
  calls: string[];
  /** What it wrote to its log. */
  log: string[];
}

/** Rejects where the reaper cannot be run: it is Python, and its tests are not skipped. */
export async function checkPython(): Promise<void> {
  const version = 'import sys; assert sys.version_info >= (3, 11), sys.version';
  try {
    await run('python3', ['-c', version]);
  } catch (cause) {
    throw new Error(
      'The tests of the reaper in .github/aws/puptime.yml need python3, 3.11 or newer, on the PATH; on Debian and Ubuntu: apt-get install python3',
      { cause },
    );
  }
}

/** Invokes the reaper of a stack at a time, as the schedule does, against scripted answers. */
export async function invokeReaper(
  script: Readonly<Record<string, ScriptedRegion>>,
  { time, given }: { time: string; given?: Readonly<Record<string, string>> },
): Promise<Invocation> {
  const { Code, Environment, Handler } = reaperOf(given);
  const folder = await mkdtemp(join(tmpdir(), 'puptime-reaper-'));
  try {
    const [scriptFile, callsFile] = [join(folder, 'script.json'), join(folder, 'calls')];
    await writeFile(join(folder, 'index.py'), Code.ZipFile);
    await writeFile(scriptFile, JSON.stringify(script));
    await writeFile(callsFile, '');
    const invoke = `import index, json, sys; print(json.dumps(${Handler}(json.loads(sys.argv[1]), None)))`;
    const env = {
      ...Environment.Variables,
      PATH: process.env.PATH,
      PYTHONPATH: [folder, FAKES].join(delimiter),
      FAKE_LIGHTSAIL: scriptFile,
      FAKE_CALLS: callsFile,
    };
    const { stdout, error } = await python(['-B', '-c', invoke, JSON.stringify({ time })], env);
    const calls = linesOf(await readFile(callsFile, 'utf8'));
    const log = linesOf(stdout);
    if (error !== null) return { removed: null, error, calls, log };
    const { removed } = Answer.parse(JSON.parse(log.pop() ?? ''));
    return { removed, error, calls, log };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const Answer = z.strictObject({ removed: z.array(z.string()) });
const Failure = z.object({ code: z.literal(1), stdout: z.string(), stderr: z.string() });

async function python(args: string[], env: NodeJS.ProcessEnv) {
  try {
    return { ...(await run('python3', args, { env, timeout: 30_000 })), error: null };
  } catch (failed) {
    const { stdout, stderr } = Failure.parse(failed);
    return { stdout, error: stderr };
  }
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
