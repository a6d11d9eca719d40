import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { FullReport } from '../src/data/report.ts';
import { faultsOfOpenApi } from '../test/open-api.ts';
import {
  aFirstReport,
  aHostileReport,
  aReport,
  filesIn,
  newFolder,
  PUBLISHED,
  UNPUBLISHED,
} from '../test/published.ts';
import { ENDPOINTS } from './endpoints.ts';
import { type OpenApi, openApi } from './openapi.ts';
import { Output } from './output.ts';
import { writeApi } from './write-api.ts';

/** The files of the API by their path below `/api/v1`. */
function apiOf(report: FullReport, place = PUBLISHED): Map<string, string> {
  const folder = newFolder();
  writeApi(new Output(folder), report, place);
  return new Map(
    [...filesIn(folder)].map(([path, bytes]) => [path.replace(/^api\/v1/, ''), bytes.toString()]),
  );
}

const jsonOf = (files: Map<string, string>, path: string) => JSON.parse(files.get(path) ?? 'null');

/** The check of each path of a document, by a pattern of the paths it stands for. */
function checksOf(document: OpenApi): { pattern: RegExp; check: ValidateFunction }[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { 'date-time': true, date: true } });
  ajv.addSchema({ $id: 'https://api.example/', components: document.components });
  return Object.entries(document.paths).flatMap(([path, { get }]) => {
    const reference = get.responses['200']?.content['application/json']?.schema as
      | { $ref: string }
      | undefined;
    if (!reference) return [];
    const pattern = path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+');
    return [
      {
        pattern: new RegExp(`^${pattern}$`),
        check: ajv.compile({ $ref: `https://api.example/${reference.$ref}` }),
      },
    ];
  });
}

describe('the description of the API', () => {
  it.each([PUBLISHED, UNPUBLISHED])('is valid OpenAPI 3.1', (place) => {
    expect(faultsOfOpenApi(openApi(place))).toEqual([]);
  });

  it('has schemas that are valid JSON Schema 2020-12', () => {
    const ajv = new Ajv2020({ strict: false });
    for (const [name, schema] of Object.entries(openApi(PUBLISHED).components.schemas)) {
      expect(ajv.validateSchema(schema), name).toBe(true);
    }
  });

  it('says where the files are', () => {
    expect(openApi(PUBLISHED).servers).toEqual([{ url: 'https://example.github.io/puptime/api/v1' }]);
    expect(openApi(UNPUBLISHED).servers).toEqual([{ url: '/api/v1' }]);
  });
});

describe('the files of the API', () => {
  it.each([
    ['of a believable record', aReport],
    ['of harmful texts', aHostileReport],
    ['before the first run', aFirstReport],
  ])('%s obey their schemas, every one', (_, report) => {
    const files = apiOf(report());
    const checks = checksOf(jsonOf(files, '/openapi.json'));
    const known = [...files.keys()].filter((path) => path.endsWith('.json') && path !== '/openapi.json');
    expect(known.length).toBeGreaterThan(10);
    for (const path of known) {
      const own = checks.filter(({ pattern }) => pattern.test(path));
      expect(own, path).toHaveLength(1);
      for (const { check } of own) {
        check(jsonOf(files, path));
        expect(check.errors ?? [], path).toEqual([]);
      }
    }
  });

  it('are all described, and all that is described is there', () => {
    const paths = [...apiOf(aReport()).keys()].filter((path) => path !== '/openapi.json');
    const patterns = ENDPOINTS.map(
      ({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    );
    for (const path of paths)
      expect(
        patterns.some((pattern) => pattern.test(path)),
        path,
      ).toBe(true);
    for (const pattern of patterns)
      expect(
        paths.some((path) => pattern.test(path)),
        String(pattern),
      ).toBe(true);
  });

  it('say their version and the end of the newest run', () => {
    for (const [path, text] of apiOf(aReport())) {
      if (!path.endsWith('.json') || path === '/openapi.json') continue;
      expect(JSON.parse(text), path).toMatchObject({ version: 1, generatedAt: '2026-11-23T14:07:00.000Z' });
    }
    expect(jsonOf(apiOf(aFirstReport()), '/status.json')).toMatchObject({ generatedAt: null, staleAt: null });
  });

  it('are the same bytes for the same data', () => {
    const report = aReport();
    expect(apiOf(report)).toEqual(apiOf(report));
  });

  it('hold what the lists of pages promise', () => {
    const report = aReport();
    const files = apiOf(report);
    const ids = (path: string) => jsonOf(files, path).sites.map(({ id }: { id: string }) => id);
    expect(ids('/sites.json')).toEqual(report.sites.map(({ id }) => id));
    expect(ids('/down.json').toSorted()).toEqual(['al-track-ballot', 'co-register']);
    expect(ids('/blocked.json')).toEqual(['nv-register']);
    for (const id of ids('/states/oh.json')) expect(id).toMatch(/^oh-/);
    expect(ids('/kinds/track-ballot.json')).toContain('al-track-ballot');
    expect(ids('/kinds/track-ballot.json')).not.toContain('co-register');
    const { states, kinds } = jsonOf(files, '/sites.json');
    for (const { file } of [...states, ...kinds]) {
      expect([...files.keys()]).toContain(file.replace('https://example.github.io/puptime/api/v1', ''));
    }
  });

  it('hold days whose seconds add up, with checks and load times', () => {
    const { days } = jsonOf(apiOf(aReport()), '/sites/co-register/days.json');
    expect(days.length).toBeGreaterThan(35);
    expect(days.map(({ day }: { day: string }) => day)).toEqual(
      days.map(({ day }: { day: string }) => day).toSorted(),
    );
    const sum = (seconds: Record<string, number>) => Object.values(seconds).reduce((a, b) => a + b, 0);
    for (const { seconds } of days.slice(1, -1)) expect(sum(seconds)).toBe(86_400);
    expect(days[5]).toMatchObject({ checks: 96, p50Ms: expect.any(Number), p95Ms: expect.any(Number) });
  });

  it('hold at most the newest 500 incidents, and all of them by year', () => {
    const report = aReport();
    const [one] = report.incidents;
    const many = one ? Array.from({ length: 700 }, (_, i) => ({ ...one, id: `${one.site}-${i}` })) : [];
    const files = apiOf({ ...report, incidents: many });
    expect(jsonOf(files, '/incidents.json').incidents).toHaveLength(500);
    expect(jsonOf(files, '/incidents/2026.json').incidents).toHaveLength(700);
  });

  it('say of an incident which corrections touch it, and which issue tells of it', () => {
    const report = aReport();
    const incident = report.incidents.find(({ endedAt }) => endedAt !== null);
    const correction = {
      ...{ version: 1 as const, id: 'planned', site: incident?.site ?? '', status: 'closed' as const },
      ...{ from: incident?.firstBad.at ?? '', to: incident?.endedAt ?? '', why: 'Announced.', source: null },
    };
    const files = apiOf({
      ...report,
      annotations: [correction],
      issues: { incidents: { [incident?.id ?? '']: 7 }, updates: {} },
    });
    const { incidents } = jsonOf(files, `/sites/${incident?.site}/incidents.json`);
    expect(incidents.find(({ id }: { id: string }) => id === incident?.id)).toMatchObject({
      corrections: ['planned'],
      issue: 'https://github.com/example/puptime/issues/7',
    });
    expect(jsonOf(files, '/corrections.json').corrections).toMatchObject([
      { id: 'planned', why: 'Announced.' },
    ]);
  });

  it('carry no direction marks and no lone surrogates', () => {
    for (const [path, text] of apiOf(aHostileReport())) {
      expect(text, path).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u202e|\\ud800/);
    }
  });
});
