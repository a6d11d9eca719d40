import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ArchiveContents,
  type ArchivedSnapshot,
  type Fate,
  planRetention,
  type RetentionLimits,
  stays,
  wantedEvidence,
} from './retention.ts';

const limits: RetentionLimits = { today: '2026-11-23', maxAgeDays: 90, budget: 1_000 };

/** Name, day, bytes. */
type Row = [sha256: string, day: string, bytes: number];

function plan(
  rows: readonly Row[],
  { parts = {}, referred = [] }: { parts?: Record<string, string[]>; referred?: string[] } = {},
): Record<string, Fate> {
  const snapshots = rows.map(([sha256, day, bytes]) => ({ sha256, day, bytes }));
  const contents = { snapshots, parts: new Map(Object.entries(parts)), referred: new Set(referred) };
  return Object.fromEntries(planRetention(contents, limits));
}

describe('planRetention', () => {
  it('keeps what came within the age and has room, and takes the rest away', () => {
    const rows: Row[] = [
      ['a', '2026-11-01', 500],
      ['b', '2026-10-01', 500],
      ['c', '2026-09-01', 1],
      ['d', '2026-08-25', 1],
      ['e', '2026-08-24', 1],
    ];
    expect(plan(rows)).toEqual({ a: 'young', b: 'young', c: 'over-budget', d: 'over-budget', e: 'old' });
  });

  it('keeps a snapshot of the last day within the age', () => {
    expect(plan([['d', '2026-08-25', 1]])).toEqual({ d: 'young' });
  });

  it('keeps what the data refers to, with all that it names, however old and large', () => {
    const rows: Row[] = [
      ['evidence', '2025-01-01', 10],
      ['picture', '2024-01-01', 5_000],
      ['other', '2025-01-01', 10],
    ];
    expect(plan(rows, { parts: { evidence: ['picture', 'lost'] }, referred: ['evidence'] })).toEqual({
      evidence: 'referred',
      picture: 'referred',
      other: 'old',
    });
  });

  it('counts what is always kept against the budget', () => {
    const rows: Row[] = [
      ['kept', '2025-01-01', 900],
      ['young', '2026-11-01', 101],
    ];
    expect(plan(rows, { referred: ['kept'] })).toEqual({ kept: 'referred', young: 'over-budget' });
  });

  it('keeps an old picture that young evidence names', () => {
    const rows: Row[] = [
      ['evidence', '2026-11-01', 10],
      ['picture', '2025-01-01', 10],
    ];
    expect(plan(rows, { parts: { evidence: ['picture'] } })).toEqual({ evidence: 'young', picture: 'young' });
  });

  it('never keeps half of what belongs together for want of room', () => {
    const rows: Row[] = [
      ['evidence', '2026-11-01', 10],
      ['picture', '2026-11-01', 991],
    ];
    const fates = plan(rows, { parts: { evidence: ['picture'] } });
    expect(fates).toEqual({ evidence: 'over-budget', picture: 'over-budget' });
  });

  it('takes nothing away that came today or yesterday, whatever the budget: its run may still be under way', () => {
    const rows: Row[] = [
      ['today', '2026-11-23', 5_000],
      ['yesterday', '2026-11-22', 5_000],
      ['before', '2026-11-21', 1],
    ];
    expect(plan(rows)).toEqual({ today: 'fresh', yesterday: 'fresh', before: 'over-budget' });
  });

  it('does not keep all evidence that shares a text with what the data names', () => {
    const rows: Row[] = [
      ['evidence', '2025-01-01', 10],
      ['text', '2025-01-01', 10],
    ];
    const fates = plan(rows, { parts: { evidence: ['text'] }, referred: ['text'] });
    expect(fates).toEqual({ evidence: 'old', text: 'referred' });
  });
});

describe('any plan', () => {
  const day = fc.integer({ min: 0, max: 150 }).map((days) => dayBefore(days));
  const contents = fc
    .record({
      rows: fc.array(fc.record({ day, bytes: fc.integer({ min: 0, max: 300 }) }), { maxLength: 30 }),
      links: fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 40 }),
      named: fc.array(fc.nat(29), { maxLength: 3 }),
    })
    .map(({ rows, links, named }): ArchiveContents => {
      const snapshots = rows.map((row, i) => ({ sha256: `s${i}`, ...row }));
      const parts = new Map<string, string[]>();
      for (const [of, part] of links)
        if (of < rows.length && of % 3 === 0 && part % 3 !== 0)
          parts.set(`s${of}`, [...(parts.get(`s${of}`) ?? []), `s${part}`]);
      return { snapshots, parts, referred: new Set(named.map((i) => `s${i}`)) };
    });

  it('decides on every snapshot once, keeps the data whole, and stays in its budget', () => {
    fc.assert(
      fc.property(contents, (held) => {
        const fates = planRetention(held, limits);
        expect([...fates.keys()].sort()).toEqual(held.snapshots.map(({ sha256 }) => sha256).sort());
        for (const [evidence, parts] of held.parts) {
          const kept = fates.get(evidence) ?? 'old';
          if (stays(kept)) for (const part of parts) expect(stays(fates.get(part) ?? 'young')).toBe(true);
        }
        for (const name of held.referred) expect(fates.get(name) ?? 'referred').toBe('referred');
        const total = bytesOf(held.snapshots, (sha256) => stays(fates.get(sha256) ?? 'old'));
        const exempt = bytesOf(held.snapshots, (sha256) => /referred|fresh/.test(fates.get(sha256) ?? ''));
        expect(total).toBeLessThanOrEqual(Math.max(exempt, limits.budget));
      }),
    );
  });

  it('is the same in whatever order snapshots are listed', () => {
    fc.assert(
      fc.property(contents, (held) => {
        const turned = { ...held, snapshots: held.snapshots.toReversed() };
        expect(new Map([...planRetention(turned, limits)].sort())).toEqual(
          new Map([...planRetention(held, limits)].sort()),
        );
      }),
    );
  });

  it('removes nothing more when it is made again of what stayed', () => {
    fc.assert(
      fc.property(contents, (held) => {
        const fates = planRetention(held, limits);
        const left = held.snapshots.filter(({ sha256 }) => stays(fates.get(sha256) ?? 'old'));
        const parts = new Map(
          [...held.parts].filter(([evidence]) => left.some(({ sha256 }) => sha256 === evidence)),
        );
        const again = planRetention({ ...held, snapshots: left, parts }, limits);
        expect([...again.values()].every(stays)).toBe(true);
      }),
    );
  });
});

it('asks only for evidence that may stay', () => {
  const rows: ArchivedSnapshot[] = [
    { sha256: 'old', day: '2026-08-24', bytes: 1 },
    { sha256: 'named', day: '2025-01-01', bytes: 1 },
    { sha256: 'young', day: '2026-08-25', bytes: 1 },
  ];
  expect(wantedEvidence(rows, new Set(['named']), limits)).toEqual(['named', 'young']);
});

function bytesOf(snapshots: readonly ArchivedSnapshot[], counts: (sha256: string) => boolean): number {
  return snapshots.filter(({ sha256 }) => counts(sha256)).reduce((sum, { bytes }) => sum + bytes, 0);
}

function dayBefore(days: number): string {
  return new Date(Date.parse(limits.today) - days * 86_400_000).toISOString().slice(0, 10);
}
