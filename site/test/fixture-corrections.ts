import type { Annotation } from '../../checker/domain/annotation.ts';
import { dayStart, secondOf } from '../../checker/domain/instant.ts';
import type { DayFile } from '../../checker/domain/ledger-files.ts';
import { own } from '../../checker/domain/own.ts';
import { paint } from '../../checker/domain/segments.ts';
import type { Stretch } from './fixture-time.ts';

/** The file of a day as the ledger has it when it obeys corrections. */
export function correctedDay(file: DayFile, annotations: readonly Annotation[]): DayFile {
  const start = dayStart(file.day);
  const sites = { ...file.sites };
  for (const { site, from, to, status } of annotations) {
    const entry = own(sites, site);
    const [first, last] = [Math.max(0, secondOf(from) - start), Math.min(file.counted, secondOf(to) - start)];
    if (!entry || first >= last) continue;
    const line = {
      segments: entry.segments.map(([at, was]): (typeof entry.segments)[number] => [at, was]),
      counted: file.counted,
    };
    paint(line, first, last, status);
    sites[site] = { ...entry, corrected: line.segments };
  }
  return { ...file, sites };
}

/** A site's stretches as they count when one of them is corrected from its beginning on. */
export function correctedStretches(
  stretches: readonly Stretch[],
  site: string,
  annotations: readonly Annotation[],
): Stretch[] {
  const mine = annotations.filter((annotation) => annotation.site === site);
  return stretches.map((stretch) => {
    const found = mine.find(({ from }) => secondOf(from) === Math.floor(stretch.from / 1_000));
    return found ? { ...stretch, status: found.status } : stretch;
  });
}
