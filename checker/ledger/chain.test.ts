import { describe, expect, it } from 'vitest';
import { MemoryLedger } from '../../test/ledger-memory.ts';
import { chainedPaths, chainText, extendChain, linesOf, sha256Of } from './chain.ts';

const NOVEMBER = new Date('2026-11-30T23:59:59Z');
const DECEMBER = new Date('2026-12-01T00:00:00Z');
const run = (name: string) => ({ path: `runs/${name}.json`, text: `{"id":"${name}"}` });

/** A line as it must stand in the file. */
const line = (name: string, previous: string | null) =>
  chainText({ path: run(name).path, sha256: sha256Of(run(name).text), previous });
const A = line('a', null);
const B = line('b', sha256Of(A));

describe('a chain', () => {
  it('begins with a line that follows from none, and goes on from the line before', async () => {
    expect(await extendChain(null, [run('a'), run('b')], NOVEMBER)).toEqual([
      'chain/2026-11.ndjson',
      `${A}\n${B}\n`,
    ]);
    const ledger = new MemoryLedger([['chain/2026-11.ndjson', `${A}\n`]]);
    expect(await extendChain(ledger, [run('b')], NOVEMBER)).toEqual(['chain/2026-11.ndjson', `${A}\n${B}\n`]);
  });

  it('goes on in a file of the new month from the last line of the month before', async () => {
    const ledger = new MemoryLedger([['chain/2026-11.ndjson', `${A}\n`]]);
    expect(await extendChain(ledger, [run('b')], DECEMBER)).toEqual(['chain/2026-12.ndjson', `${B}\n`]);
  });

  it('keeps the order of recording when a clock goes back', async () => {
    const ledger = new MemoryLedger([['chain/2026-12.ndjson', `${A}\n`]]);
    expect(await extendChain(ledger, [run('b')], NOVEMBER)).toEqual(['chain/2026-12.ndjson', `${A}\n${B}\n`]);
  });

  it('begins a line of its own after one that was cut short, which stays what it is', async () => {
    const cut = A.slice(0, 30);
    const [, text] = await extendChain(
      new MemoryLedger([['chain/2026-11.ndjson', cut]]),
      [run('b')],
      NOVEMBER,
    );
    expect(linesOf(text)).toEqual([cut, line('b', sha256Of(cut))]);
  });

  it('names the runs of every file, and passes over lines that are none', async () => {
    const ledger = new MemoryLedger([
      ['chain/2026-11.ndjson', `${A}\nnot a line\n`],
      ['chain/2026-12.ndjson', `${B}\n`],
    ]);
    expect(await chainedPaths(ledger)).toEqual(new Set(['runs/a.json', 'runs/b.json']));
  });
});
