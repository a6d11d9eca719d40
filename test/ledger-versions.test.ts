import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FOLD_VERSION } from '../checker/domain/ledger-files.ts';
import { Observation } from '../checker/domain/observation.ts';
import { LedgerDirectory } from '../checker/ledger/ledger-directory.ts';
import { OpenLedger } from '../checker/ledger/open-ledger.ts';
import { runIn, runText } from '../checker/ledger/run-files.ts';
import { OUTSIDE } from './ledger-home.ts';

/**
 * Ledgers as each version wrote them, never to be changed: a record that exists in the world must be read by all later versions. Whoever
 * changes a format or raises the version of the fold adds a folder named after the fold's version.
 */
const VERSIONS = join(import.meta.dirname, 'ledger-versions');
const versions = await readdir(VERSIONS);

it('knows the first version', () => {
  expect(versions).toContain('1');
});

describe.each(versions)('a ledger of version %s', (version) => {
  const dir = join(VERSIONS, version, 'ledger');

  it('holds, and gives the same files when it is derived again', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'puptime-version-'));
    await cp(dir, copy, { recursive: true });
    await using ledger = new OpenLedger(new LedgerDirectory(copy), OUTSIDE);
    const runs = (await filesIn(dir)).filter(([path]) => path.startsWith('runs/'));
    if (version === String(FOLD_VERSION)) expect((await ledger.verify({}))?.fault).toBeNull();
    const rebuilt = await ledger.rebuild();
    expect(rebuilt.damaged).toEqual([]);
    expect(rebuilt.state.runs).toBe(runs.length);
    const after = await filesIn(copy);
    // Rules of the fold may change in time, what was seen and what was corrected may not.
    const kept = ([path]: readonly [string, string]) =>
      version === String(FOLD_VERSION) || /^(runs|chain|annotations)/.test(path);
    expect(after.filter(kept)).toEqual((await filesIn(dir)).filter(kept));
    expect((await ledger.verify({}))?.fault).toBeNull();
    await rm(copy, { recursive: true });
  });

  it('says the same when its runs are written as runs are written now', async () => {
    for (const [path, text] of (await filesIn(dir)).filter(([name]) => name.startsWith('runs/'))) {
      const run = runIn(path, text);
      expect(run).not.toHaveProperty('fault');
      if ('fault' in run) continue;
      const again = runIn(path, runText(run));
      expect(again).toEqual(run);
    }
  });

  it('has evidence that can be read', async () => {
    const text = await readFile(join(VERSIONS, version, 'observation.json'), 'utf8');
    expect(Observation.parse(JSON.parse(text)).site).toBe('oh-track-ballot');
  });
});

/** Texts of the files below a folder, by their sorted paths. */
async function filesIn(root: string): Promise<(readonly [string, string])[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    paths.sort().map(async (path) => [path.slice(root.length + 1), await readFile(path, 'utf8')] as const),
  );
}
