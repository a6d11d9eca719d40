import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryStore } from '../archive/directory-store.ts';
import { keptObservation } from '../domain/observation-builder.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { aResult, aRun, aVisit } from '../domain/run-builders.ts';
import { runPath } from '../domain/run-path.ts';
import { LedgerDirectory } from '../ledger/ledger-directory.ts';
import { OpenLedger } from '../ledger/open-ledger.ts';
import type { CommandContext } from './context.ts';
import { Environment } from './environment.ts';
import { verifyCommand } from './verify.ts';

const AT = '2026-11-23T14:07:00.000Z';
const NOW = new Date('2026-11-24T00:00:00Z');

const OBSERVATION = keptObservation(AT);

let root: string;
let live: string;
let snapshots: string;
let store: DirectoryStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'puptime-verify-'));
  live = join(root, 'record');
  snapshots = join(root, 'snapshots');
  store = new DirectoryStore(snapshots);
});
afterEach(() => rm(root, { recursive: true }));

/** Records a run of one visit with this evidence, and one without any an hour later; gives the path of the first. */
async function record(evidence: string | null): Promise<string> {
  const outside = { now: () => NOW, random: () => 0, pause: async () => {}, log: () => {} };
  const ledger = new OpenLedger(new LedgerDirectory(live), outside);
  const first = aRun({ startedAt: AT, results: { 'oh-register': aResult([aVisit({ at: AT, evidence })]) } });
  await ledger.record(first);
  await ledger.record(aRun({ startedAt: '2026-11-23T15:07:00.000Z' }));
  return runPath(first);
}

/** Keeps evidence with a page source; gives the name of the one and the file of the other. */
async function keepEvidence(): Promise<{ evidence: string; body: string }> {
  const { url, ...body } = await store.put(Buffer.from('<p>Closed today</p>'), 'text/html');
  const bytes = Buffer.from(JSON.stringify({ ...OBSERVATION, body }));
  return { evidence: (await store.put(bytes, 'application/json')).sha256, body: join(snapshots, url) };
}

async function verify(...args: string[]) {
  const said = { out: '', err: '', code: 0 };
  const context: CommandContext = {
    env: Environment.parse({}),
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    terminal: { live: false, columns: 80 },
    now: () => NOW,
    random: () => 0,
    setExitCode: (code) => {
      said.code = code;
    },
    signal: new AbortController().signal,
  };
  try {
    await verifyCommand(context).parseAsync(['--data', live, ...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof PuptimeError)) throw error;
    return { ...said, err: error.message.replaceAll(root, ''), code: error.exitCode };
  }
  return { ...said, out: said.out.replaceAll(root, '') };
}

const HASH = /[0-9a-f]{64}/g;

describe('a whole record', () => {
  it('is told with what that proves and what it does not', async () => {
    await record(null);
    const { out, code } = await verify();
    expect(out.replace(HASH, '<hash>')).toMatchInlineSnapshot(`
      "/record holds.
      Checked: 2 lines of the chain, the run of each, 3 files derived from them.
      Head of the chain: <hash>

      This proves:
      - each run looked at is, byte for byte, the one that the chain names, and there is none that it does not name
      - the chain is unbroken from its first line to its head: no line was changed, taken out or put in
      - state, days and incidents say what the runs say, no more and no less

      It does not prove:
      - that the pages were as the monitor saw them
      - that nobody wrote the whole chain anew, or cut off its end: note the head, and give it next time with --head
      - that pictures and page sources are those that were kept: give their directory with --snapshots
      "
    `);
    expect(code).toBe(0);
  });

  it('is told with a head that was noted, its snapshots, and a day to begin with', async () => {
    const { evidence, body } = await keepEvidence();
    await record(evidence);
    const [head = ''] = HASH.exec((await verify()).out) ?? [];
    await rm(body);
    const { out, code } = await verify('--head', head, '--snapshots', snapshots, '--since', '2026-11-23');
    expect(out.replace(head, '<head>')).toMatchInlineSnapshot(`
      "/record holds.
      Checked: 2 lines of the chain, the runs since 2026-11-23, 1 snapshot (1 more not kept here).
      Head of the chain: <head>

      This proves:
      - each run looked at is, byte for byte, the one that the chain names, and there is none that it does not name
      - the chain is unbroken from its first line to its head: no line was changed, taken out or put in
      - the hash that you noted is in the chain: nothing was changed in the chain before it since you noted it

      It does not prove:
      - that the pages were as the monitor saw them
      - that nothing was cut off after the line with that hash: note the new head, and give that next time
      - that state, days and incidents follow from the runs: leave out --since to see
      "
    `);
    expect(code).toBe(0);
  });

  it('is told as JSON, snapshots that are missing counted', async () => {
    const { evidence, body } = await keepEvidence();
    await record(evidence);
    await rm(body);
    const { out, code } = await verify('--json', '--snapshots', snapshots);
    expect(JSON.parse(out)).toEqual({
      lines: 2,
      head: expect.stringMatching(HASH),
      noted: null,
      derived: 3,
      fault: null,
      snapshots: { present: 1, absent: 1 },
    });
    expect(code).toBe(0);
  });
});

describe('a record that does not hold', () => {
  it('is told with its first fault', async () => {
    const path = await record(null);
    await writeFile(join(live, path), (await readFile(join(live, path), 'utf8')).replace('direct', 'other'));
    const { out, code } = await verify();
    expect(out).toMatchInlineSnapshot(`
      "/record does not hold.
      First fault: runs/2026/11/23/140700-run-20261123140700000.json: changed since it was recorded: its SHA-256 is not that of chain/2026-11.ndjson:1.
      Nothing after it was looked at.
      "
    `);
    expect(code).toBe(1);
  });

  it('is told as JSON', async () => {
    await record(null);
    await rm(join(live, 'state.json'));
    const { out, code } = await verify('--json');
    expect(JSON.parse(out)).toMatchObject({
      lines: 2,
      fault: { place: 'state.json', what: 'missing: it follows from the runs' },
      snapshots: null,
    });
    expect(code).toBe(1);
  });

  it('is told without the control characters that stand in it', async () => {
    await record(null);
    await writeFile(join(live, 'runs/\u001b[2J::error::.json'), '{}');
    const { out, code } = await verify();
    expect(out).toContain('First fault: runs/ [2J: :error: :.json: not the name of a run record.');
    expect(code).toBe(1);
  });

  it('has a snapshot that is not what its name says', async () => {
    const { evidence, body } = await keepEvidence();
    const path = await record(evidence);
    await writeFile(body, '<p>Open today</p>');
    const { out, code } = await verify('--snapshots', snapshots);
    expect(out).toContain(
      `First fault: ${path}: refers to a snapshot that does not hold: ${body.replace(root, '')}: damaged`,
    );
    expect(code).toBe(1);
  });

  it.each(['<script>alert(1)</script>', '{"version":1}', '\u{ff}'])(
    'has evidence that is none: %s',
    async (text) => {
      const { sha256 } = await store.put(Buffer.from(text, 'latin1'), 'application/json');
      const path = await record(sha256);
      const { out, code } = await verify('--snapshots', snapshots);
      expect(out).toContain(
        `First fault: ${path}: refers to ${sha256} as evidence, and what is kept under that name is none.`,
      );
      expect(code).toBe(1);
    },
  );

  it('has not the head that was noted', async () => {
    await record(null);
    const { out, code } = await verify('--head', 'a'.repeat(64));
    expect(out).toMatch(
      /First fault: chain\/: no line has the hash a+: the record was cut off or written anew since it was noted\./,
    );
    expect(code).toBe(1);
  });
});

describe('wrong use', () => {
  it.each([
    [[], '/record: there is no record here'],
    [['--since', 'yesterday'], '--since yesterday: expected a day, such as 2026-11-23'],
    [['--since', '2026-02-30'], '--since 2026-02-30: expected a day, such as 2026-11-23'],
    [['--head', 'abc'], '--head abc: expected the 64 hexadecimal digits that "verify" printed'],
    [['--snapshots', 'nowhere'], '--snapshots nowhere: there is no such directory'],
  ])('%j is refused', async (args, message) => {
    expect(await verify(...args)).toEqual({ out: '', err: message, code: 2 });
  });
});
