import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { ROOT } from './puptime.ts';

/** What a checker of types printed; nothing when it found no fault. */
async function faults(program: string, words: string[]): Promise<string> {
  try {
    await promisify(execFile)(join(ROOT, 'node_modules/.bin', program), words, { cwd: ROOT });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`;
  }
}

it.each([
  ['all code', 'tsc', ['-p', '.']],
  ['the pages of the site', 'astro', ['check', '--root', 'site']],
])('finds no fault of types in %s', async (_, program, words) => {
  expect(await faults(program, words)).toBe('');
});
