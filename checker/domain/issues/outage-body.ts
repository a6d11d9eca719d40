import type { About } from './about.ts';
import { markdown } from './escaping.ts';
import { fitted, type Part } from './fitting.ts';
import { link } from './links.ts';
import { ordinal } from './numbers.ts';
import type { Outage } from './outage.ts';
import { severalParts } from './outage-body-several.ts';
import { correctionText, mentionsText, proofText } from './outage-notes.ts';
import { pageName, pagesOf } from './outage-pages.ts';
import { picturesTable } from './pictures.ts';
import type { ShownIncident, ShownVisit } from './shown.ts';
import { standingText } from './standing-text.ts';
import { betweenText, momentText, sinceText } from './times.ts';
import { certificateNote, redirectsText, timingsText, visitsTable } from './visit-text.ts';
import { reasonsList, reasonsText, sameReasons, voterText } from './voter-text.ts';

/**
 * Body of an outage issue in Markdown, at most 60,000 characters, without its marker. `mentioned`: logins and teams that are mentioned at
 * its end.
 */
export function outageBody(outage: Outage, about: About, mentioned: readonly string[]): string {
  const pages = pagesOf(outage);
  const [only] = pages;
  const parts = only && pages.length === 1 ? oneParts(outage, only) : severalParts(outage, about);
  return fitted([
    ...parts,
    { markdown: proofText(only && pages.length === 1 ? only : null), rank: 2 },
    { markdown: correctionText(about), rank: 1 },
    { markdown: mentionsText(mentioned), rank: 1 },
  ]);
}

function oneParts(outage: Outage, incident: ShownIncident): Part[] {
  const { site } = incident;
  return [
    { markdown: leadText(outage, incident), rank: 0 },
    { markdown: reasonsPart(incident), rank: 1 },
    { markdown: linksText(incident), rank: 0 },
    { markdown: picturesTable(site, shotsOf(incident)), rank: 1 },
    { markdown: visitsTable(visitsOf(incident)), rank: 1 },
    { markdown: howText(badVisit(incident)), rank: 2 },
  ];
}

/** What voters meet and since when: the two lines that must suffice. */
function leadText(outage: Outage, incident: ShownIncident): string {
  const { lastGood, firstBad, lastBad, reasons } = incident;
  const [from, to] = [lastGood?.at ?? null, firstBad.at];
  const falls = outage.falls > 1 ? ` It fell for the ${ordinal(outage.falls)} time.` : '';
  if (incident.standing.is === 'down') {
    return [
      `**${voterText(incident.now, 'now')}**`,
      `Down ${sinceText(from, to)}. Last seen down at ${momentText(lastBad.at, firstBad.at)}.${falls}`,
    ].join('\n');
  }
  return [
    standingText(incident, 'This page', firstBad.at),
    `${FAILED.has(incident.standing.is) ? voterText(reasons, 'then') : `What our monitor saw: ${reasonsText(reasons)}.`} It began ${betweenText(from, to)}.${falls}`,
  ].join('\n');
}

/** Standings after which it still holds that voters met what was seen. */
const FAILED: ReadonlySet<ShownIncident['standing']['is']> = new Set(['over', 'blocked', 'ended']);

/** '' when the first line has said it all. */
function reasonsPart({ reasons, now, standing }: ShownIncident): string {
  const same = sameReasons(reasons, now);
  if (same && reasons.length < 2) return '';
  if (same) return `What was seen:\n\n${reasonsList(reasons)}`;
  const last = standing.is === 'down' ? 'Now' : 'At last';
  return `What was seen at first:\n\n${reasonsList(reasons)}\n\n${last}:\n\n${reasonsList(now)}`;
}

function linksText({ site, page }: ShownIncident): string {
  return [
    `**${markdown(pageName(site))}**: ${link('the official page', site.url)}`,
    ...(site.page === null ? [] : [link('its status page', site.page)]),
    ...(page === null ? [] : [link('this incident', page)]),
  ].join(' · ');
}

/** The bad visit that shows most: the first one with a picture. */
function badVisit({ firstBad, confirmedBy, lastBad }: ShownIncident): ShownVisit {
  return [firstBad, confirmedBy, lastBad].find(({ picture }) => picture !== null) ?? firstBad;
}

function shotsOf(incident: ShownIncident) {
  return [
    { name: 'Down', visit: badVisit(incident) },
    { name: 'Last good', visit: incident.lastGood, none: 'It was never seen good before' },
  ];
}

/** The visits that the incident rests on, in the order of time. */
function visitsOf({ lastGood, firstBad, confirmedBy, lastBad, firstGood }: ShownIncident) {
  const known = [firstBad.at, confirmedBy.at].includes(lastBad.at);
  return [
    ...(lastGood ? [{ name: 'Last good', visit: lastGood }] : []),
    { name: 'First bad', visit: firstBad },
    { name: 'Confirmed by', visit: confirmedBy },
    ...(known ? [] : [{ name: 'Last bad', visit: lastBad }]),
    ...(firstGood ? [{ name: 'First good', visit: firstGood }] : []),
  ];
}

/** How a visit went: its timings, and redirects and certificate where they tell something. */
function howText({ at, observation }: ShownVisit): string {
  if (!observation) return '';
  const redirects = redirectsText(observation);
  const certificate = certificateNote(observation);
  return [
    `Timings of the visit at ${momentText(at)}: ${timingsText(observation)}.`,
    ...(redirects === '' ? [] : [`Redirects: ${redirects}.`]),
    ...(certificate === '' ? [] : [`Certificate: ${certificate}.`]),
  ].join('\n');
}
