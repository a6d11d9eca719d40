import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { ROOT } from './puptime.ts';

it('finds no fault of types', async () => {
  const types = promisify(execFile)('npm', ['run', '--silent', 'types'], { cwd: ROOT });
  const found = await types.then(
    () => '',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
  );
  expect(found).toBe('');
});
