import { cutText, titleText } from './escaping.ts';
import { are, pagesText } from './numbers.ts';
import type { Outage } from './outage.ts';
import { pageName, pagesOf } from './outage-pages.ts';
import type { ShownIncident } from './shown.ts';

/** GitHub takes no longer title. */
const LONGEST_TITLE = 256;

/**
 * Title of an outage issue, plain text. One page: "Ohio: Track your ballot is down". Several: "5 of 12 pages in 9 states are down, all behind
 * Imperva". It says "was" as soon as nothing is down any more, so that a list of closed issues is true.
 */
export function outageTitle(outage: Outage): string {
  const pages = pagesOf(outage);
  const [only] = pages;
  if (only && pages.length === 1) return titleOf(pageName(only.site), `${STATE[only.standing.is]}`);
  const back = pages.length - 1;
  const [left, ...others] = pages.filter(({ standing: { is } }) => is !== 'over');
  if (left?.standing.is === 'down' && others.length === 0)
    return titleOf(
      pageName(left.site),
      `is down; ${back} other ${back === 1 ? 'page is' : 'pages are'} back`,
    );
  return titleOf('', severalText(outage, pages));
}

/** A title that keeps its end however long its subject is. Both may hold outside text. */
export function titleOf(subject: string, end: string): string {
  const last = titleText(end, LONGEST_TITLE);
  if (subject === '') return last;
  const room = LONGEST_TITLE - last.length - 1;
  return cutText(`${titleText(subject, Math.max(1, room))} ${last}`, LONGEST_TITLE);
}

const STATE: Record<ShownIncident['standing']['is'], string> = {
  down: 'is down',
  over: 'was down',
  blocked: 'was down and blocks our monitor now',
  closed: 'was closed as announced',
  corrected: 'was reported down',
  ended: 'was down',
  redesigned: 'was reported down',
};

function severalText({ cause }: Outage, pages: readonly ShownIncident[]): string {
  const down = pages.filter(({ standing: { is } }) => is === 'down').length;
  const blocked = pages.filter(({ standing: { is } }) => is === 'blocked').length;
  const what = cause ? `${pagesText(pages.length)} ${whereText(pages)}` : `${pages.length} more pages`;
  const all = cause ? `, all ${titleText(cause.words, 100)}` : '';
  if (down === pages.length) return `${what} are down${all}`;
  if (down > 0) return `${down} of ${what} ${are(down)} down${all}`;
  if (blocked === pages.length) return `${what} were down and block our monitor now${all}`;
  const now = blocked === 0 ? '' : `; ${blocked} ${blocked === 1 ? 'blocks' : 'block'} our monitor now`;
  const never = pages.every(({ standing: { is } }) => is === 'corrected' || is === 'redesigned');
  return `${what} were ${never ? 'reported down' : 'down'}${all}${now}`;
}

/** "of Ohio", "in 9 states". */
function whereText(pages: readonly ShownIncident[]): string {
  const groups = new Map(pages.map(({ site }) => [site.group, site.groupName]));
  const [name] = groups.values();
  return groups.size === 1 && name !== undefined ? `of ${titleText(name, 60)}` : `in ${groups.size} states`;
}
