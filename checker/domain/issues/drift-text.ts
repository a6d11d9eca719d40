import type { About, Drift } from './about.ts';
import { diffBlock } from './diff-block.ts';
import { code, markdown } from './escaping.ts';
import { fitted, type Part } from './fitting.ts';
import { link } from './links.ts';
import { pageName } from './outage-pages.ts';
import { titleOf } from './outage-title.ts';
import { picturesTable } from './pictures.ts';
import type { ShownSite } from './shown.ts';
import { momentText } from './times.ts';
import { visitSentence } from './visit-text.ts';
import { reasonsList } from './voter-text.ts';

/** Title of an issue about an entry of `sites.json` that no longer fits: "Ohio: Track your ballot has moved". Plain text. */
export function driftTitle({ site, found }: Drift): string {
  return titleOf(pageName(site), found.is === 'moved' ? 'has moved' : 'was probably redesigned');
}

/** Body of that issue in Markdown, without its marker: what was found, and the exact change to make. */
export function driftBody(drift: Drift, about: About): string {
  return fitted([
    { markdown: leadText(drift), rank: 0 },
    { markdown: changeText(drift, about), rank: 0 },
    ...foundParts(drift),
  ]);
}

/** Says that a page is again as `sites.json` says. */
export function driftOverText(site: ShownSite, { now }: About): string {
  return `**${link(pageName(site), site.page ?? site.url)} is where and what \`sites.json\` says, as of ${momentText(now)}.**\nNothing is left to change.`;
}

function leadText({ site, found }: Drift): string {
  const subject = link(pageName(site), site.page ?? site.url);
  if (found.is === 'moved') {
    return [
      `**${subject} has moved: its address answers ${found.status} and leads to ${code(found.to, 500)}.**`,
      `Seen at ${momentText(found.seenAt)}. The page works; only \`sites.json\` has the old address.${found.otherHost ? ' **The new one is on another host: make sure that the election office links to it.**' : ''}`,
    ].join('\n');
  }
  return [
    `**${subject} answers, but since ${momentText(found.since)} it lacks what \`sites.json\` expects of it: it was probably redesigned.**`,
    'Look at the page: if voters find there what they need, change what is expected. If they do not, it is still out of order: say so here.',
  ].join('\n');
}

function changeText({ change, site }: Drift, { repository }: About): string {
  const block = diffBlock(change.before, change.after);
  const edit = link('the file on GitHub', `${repository}/blob/HEAD/sites.json`);
  const guide = link(
    'what can be expected of a page',
    `${repository}/blob/HEAD/CONTRIBUTING.md#sharpen-what-a-page-is-expected-to-show`,
  );
  return [
    `The change to the entry ${code(site.id, 100)} of \`sites.json\`:`,
    '',
    block ?? 'It is too long to be shown here.',
    '',
    `To make it, open ${edit}, edit it with the pencil, and propose the change as a pull request; it is checked there. To try it first: ${code(`npx puptime check --only ${site.id}`)}. See ${guide}. This issue is closed by the first visit that finds the page as the file says.`,
  ].join('\n');
}

function foundParts({ site, found }: Drift): Part[] {
  if (found.is === 'moved')
    return [
      {
        markdown: `Compare ${link('the old address', site.url)} and ${link('the new one', found.to)}.`,
        rank: 1,
      },
    ];
  const title = found.title === null ? '' : `\n\nIts title is “${markdown(found.title, 200)}”.`;
  return [
    { markdown: `What is missing:\n\n${reasonsList(found.missing)}${title}`, rank: 1 },
    { markdown: `${visitSentence(found.seen)} ${link('The official page', site.url)}.`, rank: 1 },
    { markdown: picturesTable(site, [{ name: 'As it is now', visit: found.seen }]), rank: 1 },
  ];
}
