import type { z } from 'zod';
import type { SitesFile } from '../../checker/domain/sites-file.ts';
import { CANARY_TEXT } from './canaries.ts';
import type { SimulatedSite } from './site-plan.ts';
import { stateOf } from './states.ts';
import { VOTER_SERVICES } from './voter-services.ts';

/** `sites.json` as people write it, before defaults are filled in. */
export type SitesFileInput = z.input<typeof SitesFile>;

/** Kinds of the simulated sites: the heading of the page is what must be seen where a site asks for no words of its own. */
const KINDS: SitesFileInput['kinds'] = {
  ...Object.fromEntries(
    Object.entries(VOTER_SERVICES).map(([kind, { title }]) => [
      kind,
      { name: title, expect: { text: title } },
    ]),
  ),
  documents: { name: 'Get a form' },
};

/**
 * The sites file of these sites, with times short enough to watch. Half of them fail by design, so the breaker for mass
 * failures is set to never trip; `settings` replaces any part of the file, top-level key by key.
 */
export function sitesFileOf(
  sites: readonly SimulatedSite[],
  canaryUrls: readonly string[],
  settings: Partial<SitesFileInput> = {},
): SitesFileInput {
  const codes = [...new Set(sites.map((site) => site.group))].sort();
  return {
    version: 1,
    interval: '1m',
    confirmAfter: '1s',
    breaker: { share: 1, atLeast: sites.length + 1 },
    backoff: { down: '1m', blockedMost: '5m' },
    canaries: canaryUrls.map((url) => ({ url, text: CANARY_TEXT })),
    defaults: { slowAfter: '6s', timeout: '10s' },
    kinds: KINDS,
    groups: Object.fromEntries(
      codes.map((code) => {
        const { name, timeZone } = stateOf(code);
        return [code, { name: `${name} (simulated)`, timeZone }];
      }),
    ),
    sites: sites.map(({ id, name, url, group, kinds, expect }) => ({
      id,
      name,
      url,
      group,
      kinds: [...kinds],
      ...(expect ? { expect } : {}),
    })),
    ...settings,
  };
}
