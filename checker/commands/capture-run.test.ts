import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DirectoryStore } from '../archive/directory-store.ts';
import { foldAll, foldRun } from '../domain/fold.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { StateFile } from '../domain/ledger-files.ts';
import { keptObservation } from '../domain/observation-builder.ts';
import { aResult, aRun, aVisit } from '../domain/run-builders.ts';
import type { RunRecord, Visit } from '../domain/run-record.ts';
import { captureRun } from './capture-run.ts';

const SITE = 'oh-track-ballot';
const BEFORE = '2026-11-23T14:07:00.000Z';
const NOW = '2026-11-23T14:22:00.000Z';
const WHITE = '/'.repeat(160);
const BARRED = `${'A'.repeat(32)}${WHITE.slice(32)}`;
const WORDS = 'Track your absentee ballot by name and county';
let root: string;
let from: DirectoryStore;
let to: DirectoryStore;
let lines: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'puptime-capture-'));
  from = new DirectoryStore(join(root, 'results'));
  to = new DirectoryStore(join(root, 'kept'));
  lines = [];
});
afterEach(() => rm(root, { recursive: true }));

/** A visit with its evidence, as a check leaves it. */
async function seen(content: string | Buffer, overrides: Partial<Visit> = {}): Promise<Visit> {
  const visit = aVisit({ at: NOW, look: WHITE, ...overrides });
  const { url: _, ...text } = await from.put(Buffer.from(content), 'text/plain');
  const observation = keptObservation(visit.at, { text });
  const { sha256: evidence } = await from.put(Buffer.from(JSON.stringify(observation)), 'application/json');
  return { ...visit, text: text.sha256, evidence };
}

const capture = (
  visits: Visit[],
  state: StateFile,
  settings: RunRecord['settings']['capture'] = undefined,
) => {
  const run = aRun({ startedAt: NOW, results: { [SITE]: aResult(visits) } });
  const all = settings ? { ...run.settings, capture: settings } : run.settings;
  return captureRun({ ...run, settings: all }, state, { from, to, log: (line) => lines.push(line) });
};

const visitsOf = (run: RunRecord) => run.results[SITE]?.visits ?? [];

/** The state after the page was seen up and its evidence was kept. */
async function kept(content: string | Buffer = WORDS, look = WHITE): Promise<StateFile> {
  return (await keptLedger(content, look)).state;
}

async function keptLedger(content: string | Buffer = WORDS, look = WHITE): Promise<Ledger> {
  const { look: _, ...visit } = await seen(content, { at: BEFORE });
  const run = await capture([look === '' ? visit : { ...visit, look }], foldAll([]).state);
  return foldAll([{ ...run, startedAt: BEFORE, endedAt: BEFORE }]);
}

it('says why it kept the first evidence, and keeps its look beside it', async () => {
  const visit = await seen(WORDS);
  const [recorded] = visitsOf(await capture([visit], foldAll([]).state));
  expect(recorded).toEqual({ ...visit, kept: { because: 'first', text: null, picture: null } });
  expect(await to.has(visit.text ?? '')).toBe(true);
});

it('leaves evidence, words and look out when neither words nor picture changed', async () => {
  const state = await kept();
  const { look: _, ...visit } = await seen(WORDS);
  const [recorded] = visitsOf(await capture([{ ...visit, look: WHITE }], state));
  expect(recorded).toEqual({ ...visit, evidence: null, text: null });
});

it('keeps a page with the same words in another picture', async () => {
  const visit = await seen(WORDS, { look: BARRED });
  const [recorded] = visitsOf(await capture([visit], await kept()));
  expect(recorded?.evidence).toBe(visit.evidence);
  expect(recorded?.kept).toEqual({ because: 'changed', text: 0, picture: 0.2 });
});

it('leaves out a look that is as before, and goes on comparing with the one it kept', async () => {
  const [bars, more] = [1, 2].map((rows) => `${'A'.repeat(16 * rows)}${WHITE.slice(16 * rows)}`);
  const settings = { text: 0, picture: 0.1 };
  const first = await capture([await seen('Other words', { look: bars ?? '' })], await kept(), settings);
  expect(visitsOf(first).map(({ look, kept }) => [look, kept?.picture])).toEqual([[undefined, 0.1]]);
  const folded = foldAll([{ ...first, startedAt: NOW, endedAt: NOW }]).state;
  expect(folded.sites[SITE]?.baseline?.look).toBeNull();
  const state = foldRun(await keptLedger(), first).state;
  expect(state.sites[SITE]?.baseline?.look).toBe(WHITE);
  const second = await capture([await seen('Other words', { look: more ?? '' })], state, settings);
  expect(visitsOf(second).map(({ look, kept }) => [look, kept?.picture])).toEqual([[more, 0.2]]);
});

it('compares with what it kept last, also within a run', async () => {
  const down = await seen('Service unavailable', { outcome: 'down', look: BARRED });
  const up = await seen(WORDS, { at: '2026-11-23T14:28:00.000Z' });
  const recorded = visitsOf(await capture([down, up], await kept()));
  expect(recorded.map((visit) => visit.kept)).toEqual([
    { because: 'not-up', text: 1, picture: 0.2 },
    { because: 'recovered', text: 1, picture: 0.2 },
  ]);
});

it.each([
  [0, 'changed'],
  [0.1, 'changed'],
  [0.2, undefined],
])('with a setting of %d, keeps a page of which one word in eight changed: %s', async (text, because) => {
  const visit = await seen(WORDS.replace('name', 'surname'));
  const [recorded] = visitsOf(await capture([visit], await kept(), { text, picture: 1 }));
  expect(recorded?.kept).toEqual(because && { because, text: 0.125, picture: 0 });
});

it('keeps other words when the ones before are gone, and says that it could not measure', async () => {
  const state = await kept();
  to = new DirectoryStore(join(root, 'pruned'));
  const [recorded] = visitsOf(await capture([await seen('Moved.')], state, { text: 0.5, picture: 0.5 }));
  expect(recorded?.kept).toEqual({ because: 'changed', text: null, picture: 0 });
  expect(lines).toEqual([]);
});

it('counts no words in the bytes of a document', async () => {
  const pdf = Buffer.from('%PDF-1.7\n\xe2\xe3\xcf\xd3', 'latin1');
  const [recorded] = visitsOf(await capture([await seen('A page now')], await kept(pdf, '')));
  expect(recorded?.kept).toEqual({ because: 'changed', text: null, picture: null });
});

it('keeps neither look nor reason of evidence that is missing', async () => {
  const { look: _, ...visit } = await seen(WORDS);
  from = new DirectoryStore(join(root, 'lost'));
  const [recorded] = visitsOf(await capture([{ ...visit, look: WHITE }], foldAll([]).state));
  expect(recorded).toEqual({ ...visit, evidence: null });
  expect(lines).toEqual([`snapshot ${visit.evidence} is missing in the results: left out`]);
});
