import { expect, it } from 'vitest';
import { benchPages, serverMs } from './bench-pages.ts';
import { startSimulatedWeb } from './simulated-web.ts';
import { visit } from './visitor.ts';

it('spreads server times between 0.1 and 2 seconds, the same each time', () => {
  const times = Array.from({ length: 100 }, (_, index) => serverMs(index));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(100);
  expect(Math.max(...times)).toBeLessThanOrEqual(2_000);
  for (const quarter of [100, 575, 1_050, 1_525]) {
    const inside = times.filter((ms) => ms >= quarter && ms < quarter + 475).length;
    expect(inside).toBeGreaterThanOrEqual(23);
  }
  expect(times).toEqual(Array.from({ length: 100 }, (_, index) => serverMs(index)));
});

it('gives each page its parts, and every part an answer', async () => {
  await using web = await startSimulatedWeb({ sites: benchPages(3) });
  const [page] = web.sites;
  const url = page?.url ?? '';
  const { status, body } = await visit(url);
  expect(status).toBe(200);
  expect(body).toContain('<h1>Bench page 0000</h1>');
  const parts = [...body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(parts).toHaveLength(12);
  const answers = await Promise.all(parts.map((path) => visit(new URL(path, url))));
  expect(answers.map((answer) => answer.status)).toEqual(parts.map(() => 200));
  const types = answers.map((answer) => answer.headers['content-type']);
  expect(new Set(types)).toEqual(new Set(['text/css', 'text/javascript', 'image/svg+xml', 'image/png']));
});
