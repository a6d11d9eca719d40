import { describe, expect, it } from 'vitest';
import { aHostileReport, aReport, filesIn, HARMFUL, newFolder, PUBLISHED } from '../test/published.ts';
import { readCsv } from '../test/read-csv.ts';
import { csv } from './csv.ts';
import { Output } from './output.ts';
import { writeApi } from './write-api.ts';

const tablesOf = (report: ReturnType<typeof aReport>) => {
  const folder = newFolder();
  writeApi(new Output(folder), report, PUBLISHED);
  const files = [...filesIn(folder)].filter(([path]) => path.endsWith('.csv'));
  return new Map(files.map(([path, bytes]) => [path, readCsv(bytes.toString())]));
};

describe('tables', () => {
  it('hold a row for each page and day, and for each incident', () => {
    const report = aReport();
    const tables = tablesOf(report);
    const days = [...report.year.values()].reduce((sum, one) => sum + one.size, 0);
    expect(tables.get('api/v1/days.csv')).toHaveLength(days + 1);
    expect(tables.get('api/v1/incidents.csv')).toHaveLength(report.incidents.length + 1);
    const own = tables.get('api/v1/sites/co-register/days.csv');
    expect(own).toHaveLength((report.year.get('co-register')?.size ?? 0) + 1);
    expect(own?.[0]?.join()).toBe(
      'day,up_seconds,degraded_seconds,down_seconds,blocked_seconds,closed_seconds,unknown_seconds,checks,p50_ms,p95_ms',
    );
  });

  it('hold the newest 90 days of a longer history in the table of all pages', () => {
    const report = aReport();
    const long = new Map(
      Array.from({ length: 200 }, (_, i) => {
        const day = new Date(Date.UTC(2026, 10, 23) - (199 - i) * 86_400_000).toISOString().slice(0, 10);
        return [day, { day, seconds: { up: 86_400 }, checks: 1, p50: 1, p95: 1 }] as const;
      }),
    );
    const tables = tablesOf({ ...report, year: new Map([['co-register', long]]) });
    const rows = tables.get('api/v1/days.csv')?.slice(1);
    expect(rows).toHaveLength(90);
    expect(rows?.at(-1)?.[3]).toBe('2026-11-23');
    expect(tables.get('api/v1/sites/co-register/days.csv')).toHaveLength(201);
  });

  it('never begin a cell as a formula does', () => {
    for (const [path, rows] of tablesOf(aHostileReport())) {
      for (const cell of rows.flat()) expect(cell, path).not.toMatch(/^\s*[=+\-@]|[\r\n]/);
    }
  });
});

describe('a cell', () => {
  it.each(HARMFUL)('with %j can be read back', (text) => {
    const [[one, two] = []] = readCsv(csv([[text, 1]]));
    expect(one?.replace(/^'/, '')).toBe(text);
    expect(two).toBe('1');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['  =1+1', "'  =1+1"],
    ['-2', "'-2"],
    ['\t=1', "'\t=1"],
    ['\uff1d1', "'\uff1d1"],
    ['a=1', 'a=1'],
    ['', ''],
  ])('with %j becomes %j', (text, cell) => {
    expect(csv([[text]])).toBe(`${cell}\r\n`);
  });

  it('with a number or with nothing is that', () => {
    expect(csv([[-2, null, 0.5]])).toBe('-2,,0.5\r\n');
  });
});
