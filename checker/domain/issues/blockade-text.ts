import type { About, Blockade } from './about.ts';
import { markdown } from './escaping.ts';
import { firstRows, fitted } from './fitting.ts';
import { link } from './links.ts';
import { pagesText } from './numbers.ts';
import { moreText, pageLink } from './outage-pages.ts';
import { titleOf } from './outage-title.ts';
import { picturesTable } from './pictures.ts';
import type { ShownIncident } from './shown.ts';
import { momentText, stampText } from './times.ts';
import { reasonsText } from './voter-text.ts';

/** Title of an issue about pages that keep the monitor out: "3 pages behind Imperva block our monitor". Plain text. */
export function blockadeTitle(blockade: Blockade): string {
  const { vendor, groupName, incidents } = blockade;
  const end = incidents.length === 1 ? 'blocks our monitor' : 'block our monitor';
  const where = vendor !== null ? ` behind ${vendor}` : groupName !== null ? ` of ${groupName}` : '';
  return titleOf(`${pagesText(incidents.length)}${where}`, end);
}

/** Body of that issue in Markdown, without its marker. */
export function blockadeBody(blockade: Blockade, about: About): string {
  const { vendor, groupName, incidents } = blockade;
  const one = incidents.length === 1;
  const where =
    vendor !== null
      ? ` behind ${markdown(vendor, 80)}`
      : groupName !== null
        ? ` of ${markdown(groupName, 80)}`
        : '';
  const first = incidents.reduce((a, b) => (b.firstBad.at < a.firstBad.at ? b : a));
  const shown = incidents.find(({ lastBad }) => lastBad.picture !== null);
  return fitted([
    {
      markdown: [
        `**${pagesText(incidents.length)}${where} ${one ? 'turns' : 'turn'} our monitor away. This is not an outage: voters most likely reach ${one ? 'it' : 'them'}.**`,
        `${one ? 'It' : 'The first of them'} has done so since ${momentText(first.firstBad.at)}. Blocked is never counted as downtime. But while it lasts, an outage of ${one ? 'this page' : 'these pages'} would not be seen.`,
      ].join('\n'),
      rank: 0,
    },
    { markdown: blockedTable(incidents, about), rank: 1 },
    {
      markdown: [
        'What can be done:',
        '',
        '- Open a page of the list yourself. If it fails for you as well, it may be down behind the block: please say so here.',
        '- The election office can let the monitor in, if it wants to. We do not try to get round a block.',
        '- A page that is never to be visited gets `"active": false` in `sites.json`.',
        '',
        'The pages are still visited, ever more rarely. This issue is closed when they are seen again.',
      ].join('\n'),
      rank: 1,
    },
    {
      markdown: shown
        ? picturesTable(shown.site, [{ name: 'What our monitor gets', visit: shown.lastBad }])
        : '',
      rank: 2,
    },
  ]);
}

/** Says that none of the pages keeps the monitor out any more. */
export function blockadeOverText({ now, statusSite }: About): string {
  const where =
    statusSite === null ? '' : ` How they are now stands on ${link('the status site', statusSite)}.`;
  return `**None of these pages turns our monitor away any more, as of ${momentText(now)}.**\nWhat was blocked stays in the record as blocked: it is not counted as downtime.${where}`;
}

function blockedTable(incidents: readonly ShownIncident[], about: About): string {
  const all = incidents
    .toSorted((a, b) => (a.firstBad.at < b.firstBad.at ? -1 : 1))
    .map((incident) => {
      const { now, firstBad, lastBad } = incident;
      return `| ${pageLink(incident)} | ${reasonsText(now)} | ${stampText(firstBad.at)} | ${stampText(lastBad.at)} |`;
    });
  const rows = firstRows(all, 40, 24_000);
  const left = all.length - rows.length;
  return [
    '| Page | What was seen | Since (UTC) | Last seen (UTC) |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...(left > 0 ? ['', moreText(left, about)] : []),
  ].join('\n');
}
