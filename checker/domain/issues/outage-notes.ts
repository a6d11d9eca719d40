import { msOf } from '../instant.ts';
import type { About } from './about.ts';
import { link } from './links.ts';
import type { ShownIncident } from './shown.ts';
import { lengthText } from './times.ts';

/** What an outage issue proves and what it does not, folded away. null: it is about several pages. */
export function proofText(incident: ShownIncident | null): string {
  return [
    '<details><summary>What this proves, and what it does not</summary>',
    '',
    `${incident ? restsOn(incident) : 'For each page it rests on two visits in a real browser, over different ways out or minutes apart.'} What they saw is kept and can be checked: pictures, page source and record are named by their SHA-256. Had pages that are known to be up failed over the same way out, the visits would not count.`,
    '',
    'It does not tell why, or whose fault it is. We see a page from a few places, at intervals, without an account: it may fail for some voters and work for others. Between two visits we see nothing, so beginning and end are intervals.',
    '',
    '</details>',
  ].join('\n');
}

function restsOn({ firstBad, confirmedBy }: ShownIncident): string {
  const apart = lengthText(Math.max(0, msOf(confirmedBy.at) - msOf(firstBad.at)));
  const ways = firstBad.route === confirmedBy.route ? 'over the same way out' : 'over two different ways out';
  return `It rests on two visits in a real browser, ${ways}, ${apart} apart.`;
}

/** What to do when an issue is wrong. */
export function correctionText({ repository }: About): string {
  const form = link('report a false alarm', `${repository}/issues/new?template=false-alarm.yml`);
  const record = link('correct the record', `${repository}/blob/HEAD/CONTRIBUTING.md#correct-the-record`);
  const closure = link('announced closure', `${repository}/blob/HEAD/CONTRIBUTING.md#announced-closures`);
  return `**Is this wrong?** Please ${form}. Or ${record} by a pull request with a file in \`data/annotations/\`. An ${closure} belongs in \`sites.json\`. Then this issue says so, and is closed.`;
}

/** A GitHub user or team. */
const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$/;

/** The line that mentions accounts, twenty at the most; '' without any. What is not a name of GitHub is left out. */
export function mentionsText(mentioned: readonly string[]): string {
  const names = mentioned.map((name) => name.replace(/^@/, '')).filter((name) => ACCOUNT.test(name));
  if (names.length === 0) return '';
  return `cc ${[...new Set(names)]
    .slice(0, 20)
    .map((name) => `@${name}`)
    .join(' ')}`;
}
