import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from './build.ts';
import { writeFixture } from './test/fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'puptime-small-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The first small picture of the overview: its address, and what it can be replaced by. */
function smallOn(outDir: string): { file: string; srcset: string } {
  const html = readFileSync(join(outDir, 'index.html'), 'utf8');
  const [, file = '', srcset = ''] =
    /src="\/(snapshots\/small\/[^"]+)"[^>]*srcset="([^"]+)"/.exec(html) ?? [];
  return { file, srcset };
}

describe.each([
  ['a picture', true],
  ['a file that is no picture', false],
])('%s of a page that is down', (name, readable) => {
  const outDir = join(folder, `out-${readable}`);
  let bytes: Buffer;
  beforeAll(async () => {
    const blank = { create: { width: 1_280, height: 900, channels: 3, background: '#8a1409' } } as const;
    bytes = readable ? await sharp(blank).webp().toBuffer() : Buffer.from(name);
    const picture = { bytes, width: 1_280, height: 900 };
    const pictures = { up: picture, degraded: picture, down: picture, blocked: picture, unknown: picture };
    await buildSite({ root: process.cwd(), ...writeFixture(join(folder, name), { pictures }), outDir });
  });

  it('stands in lists as a small version, with the whole one for those who have room', async () => {
    const { file, srcset } = smallOn(outDir);
    expect(srcset).toMatch(/^\/snapshots\/small\/\S+ 480w, \/snapshots\/\S+ 1280w$/);
    const small = readFileSync(join(outDir, file));
    if (readable) expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', width: 480 });
    else expect(small).toEqual(bytes);
  });
});
