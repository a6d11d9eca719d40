import type { Place } from '../place.ts';
import { groupSlug } from '../src/data/slug.ts';

/** An address of this site for readers elsewhere: absolute where the site's own is known, else from the root of its host. */
export function addressOf({ siteUrl, base }: Place, path: `/${string}`): string {
  return (siteUrl ?? base) + path.slice(1);
}

/** Where each thing stands below the base; the pages' own links are in `src/links.ts`. */
export const PATHS = {
  page: (site: string) => `/pages/${site}/` as const,
  incident: (incident: string) => `/incidents/${incident}/` as const,
  state: (group: string) => `/states/${groupSlug(group)}/` as const,
  allFeed: () => '/feeds/all.xml' as const,
  stateFeed: (group: string) => `/feeds/states/${groupSlug(group)}.xml` as const,
  pageFeed: (site: string) => `/feeds/pages/${site}.xml` as const,
  api: (path: string) => `/api/v1${path}` as const,
};
