import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { assembleRun, RunEvent, RunHead } from '../domain/assemble-run.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { RunRecord } from '../domain/run-record.ts';
import { RESULT_FILES } from './results-folder.ts';

/** Head and events of a results folder. A last line that a kill cut off is left out. */
export async function readEvents(dir: string): Promise<{ head: RunHead; events: RunEvent[] }> {
  const head = parse(RunHead, await read(dir, RESULT_FILES.head), join(dir, RESULT_FILES.head));
  const path = join(dir, RESULT_FILES.events);
  const lines = (await readFile(path, 'utf8')).split('\n');
  // What stands behind the last line feed was not written whole.
  lines.pop();
  return { head, events: lines.map((line, index) => parse(RunEvent, line, `${path}:${index + 1}`)) };
}

/**
 * The run record of a results folder. Of a run that was killed it is put together from what had been written: `complete` is
 * false, and what was not confirmed stays so. Throws `PuptimeError` when the folder holds no results or broken ones.
 */
export async function readResults(dir: string): Promise<RunRecord> {
  const text = await read(dir, RESULT_FILES.run, true);
  if (text !== null) return parse(RunRecord, text, join(dir, RESULT_FILES.run));
  const { head, events } = await readEvents(dir);
  const { mtime } = await stat(join(dir, RESULT_FILES.events));
  const endedAt = new Date(Math.max(mtime.getTime(), Date.parse(head.startedAt))).toISOString();
  const note: RunEvent = {
    type: 'note',
    text: 'The run was cut short; what it had seen until then is kept.',
  };
  return assembleRun(head, [...events, note], { endedAt, complete: false });
}

async function read(dir: string, name: string): Promise<string>;
async function read(dir: string, name: string, optional: true): Promise<string | null>;
async function read(dir: string, name: string, optional = false): Promise<string | null> {
  try {
    return await readFile(join(dir, name), 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing && optional) return null;
    if (!missing) throw error;
    throw new PuptimeError(
      `${dir}: no results here: ${name} is missing; name the folder that "check --out" wrote`,
      {
        exitCode: 2,
        cause: error,
      },
    );
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string, place: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const what = error instanceof Error ? error.message.slice(0, 500) : String(error);
    throw new PuptimeError(`${place}: not what a run writes: ${what}`, { cause: error });
  }
}
