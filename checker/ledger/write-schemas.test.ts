import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { foldAll } from '../domain/fold.ts';
import { aResult, aRun, aVisit } from '../domain/run-builders.ts';
import { runFileOf } from '../domain/run-file.ts';
import { SCHEMAS_DIR, schemaFiles } from './write-schemas.ts';

const schemas = schemaFiles();
const startedAt = '2026-11-23T14:07:00.000Z';
const run = aRun({
  startedAt,
  results: {
    'oh-register': aResult([
      aVisit({ at: startedAt, outcome: 'down' }),
      aVisit({ at: '2026-11-23T14:13:00.000Z', outcome: 'down' }),
    ]),
  },
});
const { state, days, incidents } = foldAll([run]);

/** Whether a schema takes a value. Formats are left to the patterns beside them. */
function takes(name: string, value: unknown): boolean {
  const ajv = new Ajv2020({ validateFormats: false, strict: false });
  return ajv.validate(JSON.parse(schemas.get(name) ?? ''), value);
}

describe('JSON Schemas of the data', () => {
  it.each([...schemas])(
    '%s is up to date: run "node checker/ledger/write-schemas.ts" after a change',
    async (name, text) => {
      expect(await readFile(join(SCHEMAS_DIR, name), 'utf8')).toBe(text);
    },
  );

  it.each([
    ['run-record.schema.json', runFileOf(run)],
    ['state.schema.json', state],
    ['day.schema.json', [...days.values()][0]],
    ['incidents.schema.json', [...incidents.values()][0]],
  ])('%s takes what is written, and nothing else', (name, value) => {
    expect(takes(name, value)).toBe(true);
    expect(takes(name, { ...value, surplus: 1 })).toBe(false);
    expect(takes(name, { ...value, version: 2 })).toBe(false);
  });
});
