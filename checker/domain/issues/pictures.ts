import { code } from './escaping.ts';
import { picture } from './links.ts';
import type { ShownSite, ShownVisit } from './shown.ts';
import { momentText } from './times.ts';

/** A visit to be shown and what it is: "Down", "Last good". */
export interface Shot {
  name: string;
  visit: ShownVisit | null;
  /** What is said when there was no such visit. */
  none?: string;
}

/** Pictures of visits beside each other, under what they are and when they were taken. Of a picture that is missing it says why. */
export function picturesTable(site: ShownSite, shots: readonly Shot[]): string {
  const heads = shots.map(({ name, visit }) => (visit ? `${name}, ${momentText(visit.at)}` : name));
  const cells = shots.map(({ visit, none }) => (visit ? pictureOf(site, visit) : (none ?? 'No such visit')));
  const cut = shots.some(({ visit }) => visit?.picture && visit.observation?.screenshot?.cut);
  const any = cells.some((cell) => cell.startsWith('<'));
  const note = cut ? ' A page may be taller than its picture.' : '';
  return [
    `| ${heads.join(' | ')} |`,
    `| ${shots.map(() => '---').join(' | ')} |`,
    `| ${cells.join(' | ')} |`,
    ...(any ? ['', `Archived copies, not the live site.${note}`] : []),
  ].join('\n');
}

/** The picture of a visit, or why there is none. */
export function pictureOf(site: ShownSite, { at, picture: address, observation }: ShownVisit): string {
  if (address === null) {
    if (!observation) return 'The evidence of this visit is not at hand';
    return observation.screenshot
      ? 'Picture no longer kept'
      : 'No picture: the visit brought no page to show';
  }
  const alt = `${site.name}, ${site.groupName}, as our browser showed it at ${momentText(at)}`;
  return picture(alt, address) ?? `Picture: ${code(address)}`;
}
