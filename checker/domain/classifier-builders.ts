import type { ClassifiedVisit } from './classify.ts';
import type { PageContent, Probe } from './observation.ts';
import { NO_EXPECTATIONS, type ResolvedExpectations } from './resolved-site.ts';

/** For tests: a visit to https://vote.example.gov/ that was answered with 200 and HTML in 1.2 seconds. */
export function anObservation(overrides: Partial<ClassifiedVisit> = {}): ClassifiedVisit {
  return {
    url: 'https://vote.example.gov/',
    finalUrl: 'https://vote.example.gov/',
    route: 'direct',
    failure: null,
    status: 200,
    headers: {},
    contentType: 'text/html; charset=utf-8',
    probes: [],
    document: null,
    timings: {
      dns: 20,
      connect: 30,
      tls: 40,
      firstByte: 200,
      dom: 700,
      load: 1_100,
      ready: 1_200,
      total: 1_500,
    },
    bytes: { sent: 2_000, received: 90_000 },
    ...overrides,
  };
}

/** For tests: what a site expects that names one word of its own. */
export function anExpectation(overrides: Partial<ResolvedExpectations> = {}): ResolvedExpectations {
  return {
    ...NO_EXPECTATIONS,
    textAll: ['Track your ballot'],
    host: ['*.example.gov'],
    contentType: ['text/html', 'application/xhtml+xml'],
    slowAfterMs: 15_000,
    timeoutMs: 45_000,
    ...overrides,
  };
}

/** For tests: a short page on which a ballot can be tracked. */
export function aPageContent(overrides: Partial<PageContent> = {}): PageContent {
  return {
    title: 'Ballot tracker',
    heading: 'Track your ballot',
    text: 'Track your ballot First name Last name Date of birth Search',
    ids: new Set(['main']),
    classes: new Set(['page']),
    sources: ['/site.css', '/site.js'],
    scripts: '',
    ...overrides,
  };
}

/** For tests: a field named Last name that a visitor can fill in. */
export function aProbe(overrides: Partial<Probe> = {}): Probe {
  return { kind: 'field', name: 'Last name', found: true, visible: true, enabled: true, ...overrides };
}
