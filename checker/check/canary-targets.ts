import { NO_EXPECTATIONS } from '../domain/resolved-site.ts';
import type { SitesFile } from '../domain/sites-file.ts';
import type { Target } from './visit-site.ts';

/** The canaries of `sites.json` as pages to load. A slow canary still shows that the route works. */
export function canaryTargets(file: Pick<SitesFile, 'canaries'>): Target[] {
  return file.canaries.map(({ url, text }, index) => ({
    id: `canary-${index + 1}`,
    url,
    timeZone: 'America/New_York',
    expect: {
      ...NO_EXPECTATIONS,
      textAll: [text],
      host: [new URL(url).hostname],
      contentType: ['text/html'],
      timeoutMs: 20_000,
    },
  }));
}
