import { msOf } from '../instant.ts';
import type { About, Silence } from './about.ts';
import { code } from './escaping.ts';
import { fitted } from './fitting.ts';
import { link } from './links.ts';
import { lengthText, momentText } from './times.ts';
import { reasonsList } from './voter-text.ts';

/** Title of an issue about the monitor itself: "The monitor has not run since 14:07 UTC on 23 November 2026". Plain text. */
export function silenceTitle({ is, since }: Silence): string {
  const when = since === null ? 'yet' : `since ${momentText(since)}`;
  return is === 'no-run'
    ? `The monitor has not run ${when}`
    : `The monitor could not check any page ${since === null ? 'so far' : when}`;
}

/** Body of that issue in Markdown, without its marker. */
export function silenceBody(silence: Silence, about: About): string {
  const { is, since, newestRun, reasons } = silence;
  const long = since === null ? '' : `, for ${lengthText(Math.max(0, msOf(about.now) - msOf(since)))}`;
  const when = since === null ? ' so far' : ` since ${momentText(since)}${long}`;
  const what = is === 'no-run' ? 'No run of the monitor was recorded' : 'No page could be checked';
  return fitted([
    {
      markdown: `**${what}${when}.**\nThis says nothing about the pages: they may be up or down, and nobody looks. Time without checks counts as not checked.`,
      rank: 0,
    },
    { markdown: newestText(newestRun), rank: 0 },
    { markdown: reasons.length === 0 ? '' : `What it gave as reasons:\n\n${reasonsList(reasons)}`, rank: 1 },
    { markdown: is === 'no-run' ? noRunText(about) : allUnknownText(about), rank: 1 },
    { markdown: 'This issue is closed by the next run that can check pages.', rank: 1 },
  ]);
}

/** Says that the monitor sees again. */
export function silenceOverText({ now, statusSite }: About): string {
  const where = statusSite === null ? '' : ` See ${link('the status site', statusSite)}.`;
  return `**The monitor checks pages again, as of ${momentText(now)}.**\nWhat happened to the pages in between is not known, and counts as not checked.${where}`;
}

function newestText(run: Silence['newestRun']): string {
  if (!run) return 'There is no run in the record yet.';
  return `The newest run in the record is ${link(run.id, run.url)}, which ended at ${momentText(run.endedAt)}.`;
}

function noRunText({ repository }: About): string {
  return [
    'Likely reasons, and what to do:',
    '',
    `- The schedule was late or dropped, as happens on GitHub when it is busy: start a run by hand on the ${link('Actions tab', `${repository}/actions`)}.`,
    '- The schedule was disabled: in a public repository GitHub does so after 60 days without activity. The Actions tab says so, and has a button to enable the workflow.',
    `- The monitor was turned off: the variable ${code('PUPTIME_ENABLED')} is no longer set (${link('variables', `${repository}/settings/variables/actions`)}).`,
    '- Runs fail before they record anything: the log of the last run on the Actions tab names the step and what to mend.',
    `- The record could not be pushed: look for the step ${code('record')} in that log.`,
  ].join('\n');
}

function allUnknownText({ repository }: About): string {
  return [
    'Likely reasons, and what to do:',
    '',
    `- The exits cannot be made or fail: the log of the last run on the ${link('Actions tab', `${repository}/actions`)} says what AWS or the proxy answered. Look at credentials, quota and region.`,
    '- The pages that are known to be up (`canaries` in `sites.json`) no longer are what the file says: then no visit is believed. Check them.',
    '- The browser does not start: the log says so.',
    '- So many pages turned down at once that the run did not believe itself (`breaker` in `sites.json`).',
  ].join('\n');
}
