import { code, markdown } from '../domain/issues/escaping.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { shownStatus } from '../domain/run-subject.ts';
import { STATUS } from '../domain/status.ts';
import { countsText, lengthText, remarksOf } from './run-summary.ts';
import { BLOCKED_HERE, seenSection } from './seen-section.ts';
import type { SeenSite } from './seen-site.ts';

/** GitHub takes a summary of 1 MiB and drops a longer one whole. */
export const LONGEST_SUMMARY = 900_000;

export interface CheckMarkdownOptions {
  /** Name of the artifact in which the pictures are. */
  artifact: string;
  /** Bytes. */
  most?: number;
}

/** What a check saw of each site, for people: the counts, then a section a site, the worst first, as many as have room. */
export function checkMarkdown(
  run: RunRecord,
  seen: readonly SeenSite[],
  { artifact, most = LONGEST_SUMMARY }: CheckMarkdownOptions,
): string {
  const head = [
    `# What the monitor saw: ${countsText(run)}`,
    `Run ${markdown(run.id)}, ${run.startedAt}, ${lengthText(run)}. The pictures are in the artifact ${code(artifact)} of this run: GitHub shows none here.`,
    ...remarksOf(run)
      .slice(0, 20)
      .map((remark) => `> ${markdown(remark, 400)}`),
  ];
  const tail = seen.some(({ result }) => result.verdict === 'blocked') ? [BLOCKED_HERE] : [];
  const room = most - bytesOf([...head, ...tail, leftOut(seen.length)].join(BREAK)) - 2 * BREAK.length;
  const sections = fitting(seen.toSorted(byGravity).map(seenSection), room);
  const missing = seen.length - sections.length;
  return `${[...head, ...sections, ...(missing > 0 ? [leftOut(missing)] : []), ...tail].join(BREAK)}\n`;
}

const BREAK = '\n\n';

function leftOut(count: number): string {
  return `${count} ${count === 1 ? 'page is' : 'pages are'} left out here, as the whole would be too long; their results are in the log.`;
}

function byGravity(a: SeenSite, b: SeenSite): number {
  const order = ({ result }: SeenSite) => STATUS[shownStatus(result)].order;
  return order(a) - order(b) || a.site.id.localeCompare(b.site.id);
}

function fitting(sections: readonly string[], room: number): string[] {
  let left = room;
  return sections.filter((section) => {
    const bytes = bytesOf(section) + BREAK.length;
    if (bytes > left) return false;
    left -= bytes;
    return true;
  });
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
