import { keptObservation } from '../observation-builder.ts';
import type { About } from './about.ts';
import type { Outage } from './outage.ts';
import type { ShownIncident, ShownSite, ShownVisit } from './shown.ts';

/** For tests: an afternoon on which a page was last good at 14:07, bad from 14:22 on, and it is 15:00. */
export const ABOUT: About = {
  now: '2026-11-23T15:00:00.000Z',
  statusSite: 'https://acme.github.io/monitor/',
  repository: 'https://github.com/acme/monitor',
};

/** For tests: Ohio's page to track a ballot. Other addresses follow from its id. */
export function aShownSite(overrides: Partial<ShownSite> = {}): ShownSite {
  const id = overrides.id ?? 'oh-track-ballot';
  return {
    id,
    name: 'Track your ballot',
    url: `https://vote.example.gov/${id}`,
    group: 'OH',
    groupName: 'Ohio',
    kinds: ['track-ballot'],
    owners: [],
    page: `https://acme.github.io/monitor/pages/${id}/`,
    ...overrides,
  };
}

/** For tests: a visit that was answered 503, or 200 when it was up, with picture and source. */
export function aShownVisit(overrides: Partial<ShownVisit> = {}): ShownVisit {
  const at = overrides.at ?? '2026-11-23T14:22:10.000Z';
  const up = overrides.outcome === 'up' || overrides.outcome === 'degraded';
  const minute = at.slice(0, 16).replace(/\D/g, '');
  const raw = 'https://raw.githubusercontent.com/acme/monitor/snapshots';
  return {
    at,
    outcome: 'down',
    route: 'direct',
    observation: keptObservation(at, {
      status: up ? 200 : 503,
      title: up ? 'Track your ballot' : 'Service Unavailable',
      timings: {
        dns: 12,
        connect: 31,
        tls: 44,
        firstByte: 1_210,
        dom: 1_400,
        load: 1_650,
        ready: up ? 1_700 : null,
        total: 3_420,
      },
      screenshot: {
        sha256: '5'.repeat(64),
        mediaType: 'image/webp',
        size: 40_000,
        width: 1_280,
        height: 900,
        cut: false,
      },
    }),
    picture: `${raw}/pictures/${minute}.webp`,
    source: `${raw}/sources/${minute}.txt`,
    run: `https://github.com/acme/monitor/actions/runs/${minute}`,
    ...overrides,
  };
}

/** For tests: an incident that is down since 14:22, confirmed over another exit, last seen so at 14:52. */
export function aShownIncident(overrides: Partial<ShownIncident> = {}): ShownIncident {
  const site = overrides.site ?? aShownSite();
  const reasons = overrides.reasons ?? [{ kind: 'http-status', status: 503 }];
  const id = `${site.id}-20261123T142210Z`;
  return {
    id,
    kind: 'down',
    endedAt: null,
    site,
    reasons,
    now: reasons,
    lastGood: aShownVisit({ at: '2026-11-23T14:07:09.000Z', outcome: 'up' }),
    firstBad: aShownVisit(),
    confirmedBy: aShownVisit({ at: '2026-11-23T14:23:40.000Z', route: 'lightsail:us-east-2' }),
    lastBad: aShownVisit({ at: '2026-11-23T14:52:11.000Z' }),
    firstGood: null,
    standing: { is: 'down' },
    page: `https://acme.github.io/monitor/incidents/${id}/`,
    ...overrides,
  };
}

/** For tests: the same when it was seen good again at 15:07. */
export function anOverIncident(overrides: Partial<ShownIncident> = {}): ShownIncident {
  const at = '2026-11-23T15:07:12.000Z';
  return aShownIncident({
    endedAt: at,
    firstGood: aShownVisit({ at, outcome: 'up' }),
    standing: { is: 'over' },
    ...overrides,
  });
}

/** For tests: the outage of one page, or of those given. */
export function anOutage(overrides: Partial<Outage> = {}): Outage {
  const incidents = overrides.incidents ?? [aShownIncident()];
  return { key: incidents[0].id, incidents, cause: null, falls: 1, ...overrides };
}

const STATES: readonly [group: string, name: string][] = [
  ['OH', 'Ohio'],
  ['IA', 'Iowa'],
  ['ME', 'Maine'],
  ['UT', 'Utah'],
];

/** For tests: incidents of as many sites, in four states by turns, a second after each other. */
export function someIncidents(
  count: number,
  overrides: (index: number) => Partial<ShownIncident> = () => ({}),
): [ShownIncident, ...ShownIncident[]] {
  const make = (index: number) => {
    const [group = 'OH', groupName = 'Ohio'] = STATES[index % STATES.length] ?? [];
    const id = `${group.toLowerCase()}-track-ballot-${index + 1}`;
    const firstBad = aShownVisit({ at: `2026-11-23T14:22:${String(index % 60).padStart(2, '0')}.000Z` });
    return aShownIncident({
      id: `${id}-20261123T1422${String(index % 60).padStart(2, '0')}Z`,
      site: aShownSite({ id, group, groupName }),
      firstBad,
      page: null,
      ...overrides(index),
    });
  };
  return [make(0), ...Array.from({ length: count - 1 }, (_, index) => make(index + 1))];
}
