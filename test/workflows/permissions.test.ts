import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { WORKFLOW_PERMISSIONS } from '../../checker/domain/setup/workflow-permissions.ts';

const FOLDER = join(import.meta.dirname, '../../.github/workflows');
const Workflow = z.object({
  jobs: z.record(z.string(), z.object({ permissions: z.record(z.string(), z.string()).default({}) })),
});

it('says of each permission that any job asks for what it is for, and of no other', () => {
  const asked = readdirSync(FOLDER).flatMap((file) =>
    Object.values(Workflow.parse(parse(readFileSync(join(FOLDER, file), 'utf8'))).jobs).flatMap(
      ({ permissions }) => Object.entries(permissions).map(([name, level]) => `${name}: ${level}`),
    ),
  );
  expect(WORKFLOW_PERMISSIONS.map(({ permission }) => permission).toSorted()).toEqual(
    [...new Set(asked)].toSorted(),
  );
});
