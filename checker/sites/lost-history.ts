import type { Node } from 'jsonc-parser';
import type { Fault } from './fault.ts';
import { type ListedSite, listedSites } from './listed-sites.ts';
import { quote } from './quote.ts';
import { byPlace, placesIn } from './text-place.ts';

/** What a change of a sites file does to the history of the sites that were there. */
export interface LostHistory {
  /** Pages whose id was changed and not kept in `formerly`. */
  faults: Fault[];
  /** Pages that were taken out, and ids that were given to another page: somebody may mean it. */
  warnings: Fault[];
}

/**
 * Holds the text of a sites file against the one before: history is found by a site's id. `before` null: there was none. A text that
 * cannot be read has no history to lose.
 */
export function lostHistory(before: string | null, after: string, path: string): LostHistory {
  const [old, now] = [before === null ? null : listedSites(before), listedSites(after)];
  const lost: LostHistory = { faults: [], warnings: [] };
  if (!old || !now) return lost;
  const place = placesIn(after);
  const known = new Set(now.sites.flatMap(({ id, formerly }) => [id, ...formerly]));
  const added = newPages(old.sites, now.sites);
  for (const [position, site] of old.sites.entries()) {
    if (known.has(site.id)) continue;
    const heir = added.get(site.address);
    if (heir) lost.faults.push({ path, ...place(heir.idNode.offset), ...renamed(site, heir) });
    else
      lost.warnings.push({ path, ...place(gapAfter(old.sites.slice(0, position), now)), ...takenOut(site) });
  }
  const knownBefore = new Map(old.sites.map((site) => [site.id, site]));
  for (const site of now.sites) {
    const was = knownBefore.get(site.id);
    if (was && isAnotherPage(was, site))
      lost.warnings.push({ path, ...place(site.idNode.offset), ...givenAway(was, site) });
  }
  return { faults: lost.faults.toSorted(byPlace), warnings: lost.warnings.toSorted(byPlace) };
}

/** Those of now whose id is new, by address. */
function newPages(old: readonly ListedSite[], now: readonly ListedSite[]): Map<string, ListedSite> {
  const ids = new Set(old.flatMap(({ id, formerly }) => [id, ...formerly]));
  return new Map(now.filter(({ id }) => !ids.has(id)).map((site) => [site.address, site]));
}

/** Offset right behind the nearest earlier site that is still there: in a pull request that is beside the lines that went. */
function gapAfter(
  earlier: readonly ListedSite[],
  { list, sites }: { list: Node | undefined; sites: readonly ListedSite[] },
): number {
  const still = new Map(
    sites.flatMap(({ id, formerly, node }) => [id, ...formerly].map((each) => [each, node])),
  );
  const near = earlier.map(({ id }) => still.get(id)).findLast((node) => node !== undefined);
  return near ? near.offset + near.length - 1 : (list?.offset ?? 0);
}

/** Another address alone is a page that moved. */
function isAnotherPage(was: ListedSite, is: ListedSite): boolean {
  if (was.address === is.address) return false;
  return was.group !== is.group || !was.kinds.some((kind) => is.kinds.includes(kind));
}

type Told = Pick<Fault, 'at' | 'message' | 'sites'>;

function renamed({ id }: ListedSite, { id: newId, index, formerly }: ListedSite): Told {
  const ids = [...formerly, id].map(quote).join(', ');
  return {
    at: `sites[${index}].id`,
    message: `expected "formerly": [${ids}] beside the new id, or the id ${quote(id)} kept, as it is the same page and its history would not go on; received ${quote(newId)}`,
    sites: [index],
  };
}

function takenOut({ id }: ListedSite): Told {
  return {
    at: '',
    message: `expected the site ${quote(id)} kept with "active": false, so that its history keeps its name, state and address; received none`,
    sites: [],
  };
}

function givenAway(was: ListedSite, is: ListedSite): Told {
  return {
    at: `sites[${is.index}].id`,
    message: `expected a new id for another page, as ids never change their meaning; received ${quote(is.id)}, which was ${meaning(was)} and is now ${meaning(is)}`,
    sites: [is.index],
  };
}

function meaning({ url, group, kinds }: ListedSite): string {
  return `${quote(url)} (${[group, ...kinds].map(quote).join(', ')})`;
}
