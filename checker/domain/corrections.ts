import { carryOver } from './carry.ts';
import { secondOf } from './instant.ts';
import type { LedgerDraft } from './ledger.ts';
import type { Correction, SiteState } from './ledger-files.ts';
import { own } from './own.ts';

/** Corrections as the ledger keeps them: by id, with what the figures need. An `Annotation` is one. */
export function correctionsOf(annotations: readonly Correction[]): Correction[] {
  return annotations
    .map(({ id, site, from, to, status }) => ({ id, site, from, to, status }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The corrections of a site, by its id or one of its earlier ones. */
export function correctionsFor(
  corrections: readonly Correction[],
  site: string,
  { formerly }: Pick<SiteState, 'formerly'>,
): Correction[] {
  return corrections.filter((correction) => correction.site === site || formerly.includes(correction.site));
}

/** First second since 1970 from which a site's figures follow other corrections now than before; null when they do not. */
export function correctedFrom(before: readonly Correction[], after: readonly Correction[]): number | null {
  const [known, kept] = [new Set(before.map(text)), new Set(after.map(text))];
  const changed = [
    ...before.filter((one) => !kept.has(text(one))),
    ...after.filter((one) => !known.has(text(one))),
  ];
  return changed.length === 0 ? null : Math.min(...changed.map(({ from }) => secondOf(from)));
}

/** Changes the draft: carries every change of a site's time on to the newest day, by the corrections. */
export function carryAll(draft: LedgerDraft, end: number): void {
  const { base, corrections } = draft;
  for (const [site, state] of draft.sites) {
    const mine = correctionsFor(corrections, site, state);
    const known = own(base.state.sites, site);
    const before = known ? correctionsFor(base.state.corrections, site, known) : [];
    const corrected = correctedFrom(before, mine);
    if (corrected !== null) draft.touch(site, corrected);
    const from = draft.changedFrom.get(site);
    if (from !== undefined) carryOver(draft, site, mine, { from, end });
  }
}

function text({ id, site, from, to, status }: Correction): string {
  return JSON.stringify([id, site, from, to, status]);
}
