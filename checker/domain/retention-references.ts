import { z } from 'zod';
import type { SiteState, StateFile } from './ledger-files.ts';
import { SnapshotRef } from './observation.ts';
import { own } from './own.ts';
import type { RunRecord } from './run-record.ts';

const DAY_MS = 86_400_000;

/** A stretch of a site, `to` exclusive: what a correction speaks of. */
export interface Stretch {
  site: string;
  from: string;
  to: string;
}

/**
 * Every SHA-256 that a file of the data names, in whatever field: what is to be kept must not depend on knowing all fields. Names that
 * are no snapshot's do no harm.
 */
export function namedIn(text: string): string[] {
  return text.match(/(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])/g) ?? [];
}

const Part = z.looseObject({ sha256: SnapshotRef.shape.sha256 }).nullish().catch(null);
const Parts = z.object({ screenshot: Part, dom: Part, body: Part, text: Part });

/** SHA-256 of the snapshots that evidence names, whichever version wrote it; none when it is no evidence. */
export function partsOf(evidence: Uint8Array): string[] {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(evidence));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [];
  }
  const parts = Parts.safeParse(json).data ?? {};
  return Object.values(parts).flatMap((part) => (part ? [part.sha256] : []));
}

/** Years whose incidents must be known: from the first check to the newest run. */
export function incidentYears({
  sites,
  newestRun,
}: {
  sites: Record<string, Pick<SiteState, 'firstCheck'>>;
  newestRun: Pick<NonNullable<StateFile['newestRun']>, 'endedAt'> | null;
}): number[] {
  if (!newestRun) return [];
  const last = Number(newestRun.endedAt.slice(0, 4));
  const years = Object.values(sites).map(({ firstCheck }) => Number(firstCheck.slice(0, 4)));
  const first = Math.min(last, ...years);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const Annotated = z.object({ site: z.string(), from: z.string(), to: z.string() });

/** The stretches that a file of corrections speaks of: one of them, or several in any arrangement. */
export function stretchesIn(json: unknown): Stretch[] {
  if (typeof json !== 'object' || json === null) return [];
  const { data } = Annotated.safeParse(json);
  const known = data && !Number.isNaN(Date.parse(data.from)) && !Number.isNaN(Date.parse(data.to));
  return known ? [data] : Object.values(json).flatMap(stretchesIn);
}

/** Whether a run whose record stands at this path may have visited a site in a stretch. A run may last beyond midnight. */
export function mayTouch(path: string, { from, to }: Stretch): boolean {
  const [, year, month, day] = /^runs\/(\d{4})\/(\d{2})\/(\d{2})\//.exec(path) ?? [];
  const begun = Date.parse(`${year}-${month}-${day}`);
  return begun < Date.parse(to) && begun + 2 * DAY_MS > Date.parse(from);
}

/**
 * SHA-256 of the evidence of a run's visits in stretches, under whatever id the site had then. Visits earlier on the first day count,
 * too: a visit that looked as usual has no evidence of its own, and stands for the one kept last, which is of the same day.
 */
export function evidenceWithin(
  { results }: Pick<RunRecord, 'results'>,
  stretches: readonly Stretch[],
  { sites }: { sites: Record<string, Pick<SiteState, 'formerly'>> },
): string[] {
  const families = Object.entries(sites).map(([id, { formerly }]) => new Set([id, ...formerly]));
  return stretches.flatMap(({ site, from, to }) => {
    const ids = new Set([
      site,
      ...families.filter((family) => family.has(site)).flatMap((each) => [...each]),
    ]);
    const first = Math.floor(Date.parse(from) / DAY_MS) * DAY_MS;
    return [...ids]
      .flatMap((id) => own(results, id)?.visits ?? [])
      .flatMap(({ at, evidence }) =>
        evidence !== null && Date.parse(at) >= first && Date.parse(at) < Date.parse(to) ? [evidence] : [],
      );
  });
}
