import type { ExitFacts, RunRecord, SiteResult, Visit } from './run-record.ts';
import { isGood } from './verdict.ts';

/** For tests: SHA-256-like text made of one hexadecimal digit. */
export function aHash(digit: string): string {
  return digit.repeat(64);
}

/** For tests: a visit at an instant, up unless it says otherwise. */
export function aVisit(overrides: Partial<Visit> & Pick<Visit, 'at'>): Visit {
  const outcome = overrides.outcome ?? 'up';
  const reasons: Visit['reasons'] = isGood(outcome) ? [] : [{ kind: 'http-status', status: 500 }];
  return { route: 0, ms: 1_000, outcome, reasons, evidence: null, text: null, ...overrides };
}

/** For tests: a result with the verdict and reasons of its last visit, confirmed unless it is one bad visit alone. */
export function aResult(visits: readonly Visit[], overrides: Partial<SiteResult> = {}): SiteResult {
  const last = visits.at(-1);
  const verdict = last?.outcome ?? 'unknown';
  const bad = verdict === 'down' || verdict === 'blocked';
  return {
    verdict,
    confirmed: !bad || visits.length > 1,
    reasons: last?.reasons ?? [],
    visits: [...visits],
    ...overrides,
  };
}

/** For tests: an exit that is alive, made within a minute. */
export function anExit(overrides: Partial<ExitFacts> = {}): ExitFacts {
  return {
    address: '192.0.2.7',
    region: 'us-east-2',
    zone: 'us-east-2a',
    instance: 'puptime-acme-monitor-4711-1-1',
    created: '2026-11-23T14:06:00.000Z',
    running: '2026-11-23T14:06:20.000Z',
    sshReady: '2026-11-23T14:06:40.000Z',
    proven: '2026-11-23T14:06:41.000Z',
    removed: null,
    costAtMost: 0.0068,
    ...overrides,
  };
}

/** For tests: a run of minutes' length, by default a complete one over the direct route; a gap is 45 minutes at most. */
export function aRun(overrides: Partial<RunRecord> & Pick<RunRecord, 'startedAt'>): RunRecord {
  const { startedAt } = overrides;
  return {
    version: 1,
    id: `run-${startedAt.replace(/\D/g, '')}`,
    endedAt: startedAt,
    complete: true,
    url: null,
    sites256: aHash('0'),
    commit: null,
    puptime: '0.1.0',
    rulesVersion: '1',
    browser: null,
    settings: { intervalMs: 900_000, confirmAfterMs: 300_000, maxGapMs: 2_700_000 },
    routes: [{ name: 'direct', state: 'ok', canaries: [] }],
    notes: [],
    results: {},
    ...overrides,
  };
}
