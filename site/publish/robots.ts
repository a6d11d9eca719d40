import type { Place } from '../place.ts';

/** Rules for search engines: copies of other pages are not to be found in place of the real ones. */
export function robotsText({ base, siteUrl }: Place): string {
  const lines = ['User-agent: *', `Disallow: ${base}evidence/`, `Disallow: ${base}snapshots/`];
  if (siteUrl) lines.push('', `Sitemap: ${siteUrl}sitemap-index.xml`);
  return `${lines.join('\n')}\n`;
}

/** Whether a page belongs in the list for search engines. */
export function isListed(address: string): boolean {
  return !/\/(evidence\/.*|404\/?)$/.test(new URL(address).pathname);
}
