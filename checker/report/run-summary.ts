import { styleText } from 'node:util';
import { markdownText, plainText } from '../domain/plain-text.ts';
import { reasonText } from '../domain/reason-words.ts';
import type { RunRecord, SiteResult } from '../domain/run-record.ts';
import { runCounts, shownStatus } from '../domain/run-subject.ts';
import { type ShownStatus, STATUS } from '../domain/status.ts';
import { secondsText } from './seconds-text.ts';

interface Row {
  id: string;
  status: ShownStatus;
  why: string;
}

export interface SummaryOptions {
  colour: boolean;
  /** What each site was before, where that is known: only what changed gets a line of its own. */
  before?: ReadonlyMap<string, ShownStatus>;
}

/** What a run found, for a terminal: the counts, then every site that needs a word, the worst first. */
export function summaryText(run: RunRecord, { colour, before = new Map() }: SummaryOptions): string {
  const all = rowsOf(run, before);
  const rows = folded(all.filter(({ id, status }) => status !== before.get(id)));
  const width = Math.max(0, ...rows.map(({ id }) => id.length));
  const wordWidth = Math.max(0, ...rows.map(({ status }) => STATUS[status].word.length));
  const lines = rows.map(({ id, status, why }) => {
    const label = `${STATUS[status].glyph} ${STATUS[status].word.padEnd(wordWidth)}`;
    const painted = colour ? styleText(STATUS[status].terminal, label, { validateStream: false }) : label;
    const was = before.get(id);
    const words = [...(was ? [`was ${STATUS[was].predicate}`] : []), ...(why ? [why] : [])].join(': ');
    return `  ${painted}  ${id.padEnd(width)}  ${plainText(words, 160)}`.trimEnd();
  });
  const same = all.filter(({ id, status }) => status === before.get(id)).length;
  const others =
    same > 0
      ? [`  ${same} ${same === 1 ? 'page that is' : 'pages that are'} not simply reachable: as before`]
      : [];
  const notes = remarksOf(run).map((note) => `  ! ${plainText(note, 300)}`);
  return [`${countsText(run)} · ${lengthText(run)}`, ...notes, ...lines, ...others].join('\n');
}

/** The same as Markdown, for a job summary on GitHub. */
export function summaryMarkdown(run: RunRecord): string {
  const rows = folded(rowsOf(run, new Map())).map(
    ({ id, status, why }) =>
      `| ${STATUS[status].glyph} ${STATUS[status].word} | ${markdownText(id)} | ${markdownText(why, 300)} |`,
  );
  const table =
    rows.length > 0
      ? ['', '| Status | Page | Why |', '| --- | --- | --- |', ...rows]
      : ['', 'Every page is reachable.'];
  const notes = remarksOf(run).map((note) => `> ${markdownText(note, 400)}`);
  return [
    `### ${countsText(run)}`,
    '',
    `Run ${markdownText(run.id)}, ${run.startedAt}, ${lengthText(run)}${waysOut(run)}.`,
    ...notes,
    ...table,
    '',
  ].join('\n');
}

/** Over which exits the pages were visited, as the end of a sentence. */
function waysOut({ routes }: RunRecord): string {
  const names = [...new Set(routes.map(({ name }) => name))];
  if (names.length === 0) return '';
  if (names.length === 1 && names[0] === 'direct')
    return ', all from this machine’s own address, which pages may block; what is not up counts when a second visit, some minutes later, agrees';
  return `, over ${names.map((name) => markdownText(name)).join(' and ')}`;
}

/** Counts of a run in words: `148 reachable · 2 down · 1 blocked to our monitor`. */
export function countsText(run: RunRecord): string {
  const counts = runCounts(run);
  const order: ShownStatus[] = ['up', 'degraded', 'down', 'suspect', 'blocked', 'unknown'];
  const parts = order.flatMap((status) =>
    counts[status] ? [`${counts[status]} ${STATUS[status].predicate}`] : [],
  );
  return parts.length > 0 ? parts.join(' · ') : 'nothing to check';
}

/** More rows than this that say the same become one. */
const SAME = 5;

function folded(rows: readonly Row[]): Row[] {
  const groups = Map.groupBy(rows, ({ status, why }) => `${status} ${why}`);
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first && same.length > SAME ? [{ ...first, id: `${same.length} pages` }] : same;
  });
}

/** The run's notes, and what became of its routes. */
export function remarksOf(run: RunRecord): string[] {
  const routes = run.routes.filter(({ state }) => state !== 'ok');
  return [
    ...run.notes,
    ...routes.map(({ name, state, detail }) => `The exit ${name} ${STATE_WORDS[state]}: ${detail ?? ''}`),
  ];
}

const STATE_WORDS: Record<RunRecord['routes'][number]['state'], string> = {
  ok: 'worked',
  failed: 'failed',
  burned: 'is burned',
};

function rowsOf(run: RunRecord, before: ReadonlyMap<string, ShownStatus>): Row[] {
  return Object.entries(run.results)
    .map(([id, result]) => ({ id, status: shownStatus(result), why: whyText(result) }))
    .filter(({ id, status, why }) => status !== 'up' || why !== '' || (before.get(id) ?? 'up') !== 'up')
    .toSorted((a, b) => STATUS[a.status].order - STATUS[b.status].order || a.id.localeCompare(b.id));
}

function whyText({ reasons, transient, visits }: SiteResult): string {
  const words = reasons.slice(0, 2).map(reasonText);
  if (transient) words.push(`${STATUS[transient].word.toLowerCase()} at first, not confirmed`);
  if (visits.length === 0 && words.length === 0) words.push('not visited');
  return words.join('; ');
}

/** How many pages a run was about and how long it took: `2 pages in 8 s`. */
export function lengthText(run: RunRecord): string {
  const sites = Object.keys(run.results).length;
  return `${sites} ${sites === 1 ? 'page' : 'pages'} in ${secondsText(Date.parse(run.endedAt) - Date.parse(run.startedAt))}`;
}
