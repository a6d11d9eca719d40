import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AnnotationFile } from '../domain/annotation.ts';
import { IssuesFile } from '../domain/issues/issues-file.ts';
import { DayFile, IncidentsFile, StateFile } from '../domain/ledger-files.ts';
import { Observation } from '../domain/observation.ts';
import { RunFile } from '../domain/run-file.ts';

/** Where the JSON Schemas of the data stand, from the root of the project. */
export const SCHEMAS_DIR = 'data/schemas';

const SCHEMAS = {
  'run-record': RunFile,
  observation: Observation,
  state: StateFile,
  day: DayFile,
  incidents: IncidentsFile,
  annotation: AnnotationFile,
  issues: IssuesFile,
};

/** The JSON Schema of every file of the data branch, by file name, made of the Zod schemas that read them. */
export function schemaFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    files.set(`${name}.schema.json`, `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`);
  }
  return files;
}

if (import.meta.main) {
  await mkdir(SCHEMAS_DIR, { recursive: true });
  for (const [name, text] of schemaFiles()) await writeFile(join(SCHEMAS_DIR, name), text);
}
