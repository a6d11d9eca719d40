import type { RunHead } from '../domain/assemble-run.ts';
import { RULES_VERSION } from '../domain/classify.ts';
import { closedStretches } from '../domain/closures.ts';
import type { ResolvedSite } from '../domain/resolved-site.ts';
import type { SitesConfig } from '../sites/read-sites.ts';

export interface RunOrigin {
  id: string;
  startedAt: Date;
  url: string | null;
  commit: string | null;
  puptime: string;
}

/** What a run record says before the first visit, with all the fold will need to know of the settings of the day. */
export function runHead(config: SitesConfig, sites: readonly ResolvedSite[], origin: RunOrigin): RunHead {
  const from = origin.startedAt.getTime();
  return {
    version: 1,
    id: origin.id,
    startedAt: origin.startedAt.toISOString(),
    url: origin.url,
    sites256: config.sha256,
    commit: origin.commit,
    puptime: origin.puptime,
    rulesVersion: RULES_VERSION,
    browser: null,
    settings: config.settings,
    sites: Object.fromEntries(
      sites.map((site) => {
        const closed = closedStretches(site, from, from + 2 * config.settings.maxGapMs);
        return [
          site.id,
          {
            ...(closed.length > 0 ? { closed } : {}),
            ...(site.formerly.length > 0 ? { formerly: site.formerly } : {}),
          },
        ];
      }),
    ),
  };
}
