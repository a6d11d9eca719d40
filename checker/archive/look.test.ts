import sharp from 'sharp';
import { expect, it } from 'vitest';
import { LOOK_ROWS } from '../domain/capture-look.ts';
import { lookOf } from './look.ts';

type Colour = { r: number; g: number; b: number; alpha: number };
const WHITE: Colour = { r: 255, g: 255, b: 255, alpha: 1 };
const BLACK: Colour = { r: 0, g: 0, b: 0, alpha: 1 };
const CLEAR: Colour = { ...WHITE, alpha: 0 };

const plain = (width: number, height: number, background = WHITE) =>
  sharp({ create: { width, height, channels: 4, background } });

/** A page of white with a black bar at its top. */
const page = (height: number, bar = 80) =>
  plain(1_280, height)
    .composite([
      { input: { create: { width: 1_280, height: bar, channels: 4, background: BLACK } }, left: 0, top: 0 },
    ])
    .webp({ quality: 70 })
    .toBuffer();

it('tells the grey of each cell, row by row', async () => {
  expect(await lookOf(await page(240))).toBe(`${'A'.repeat(16)}${'/'.repeat(32)}`);
  expect(await lookOf(await page(240, 40))).toMatch(/^[f-g]{16}\/{32}$/);
});

it('is the same for a page that ends a few pixels lower', async () => {
  expect(await lookOf(await page(310))).toBe(await lookOf(await page(240)));
});

it('looks at the first rows of a page without end', async () => {
  expect(await lookOf(await page(4_000))).toHaveLength(16 * LOOK_ROWS);
});

it('reads the smallest picture there is of a page', async () => {
  expect(await lookOf(white(1_280, 800))).toBe('/'.repeat(160));
});

it('takes what can be seen through for white', async () => {
  expect(await lookOf(await plain(1_280, 80, CLEAR).webp().toBuffer())).toBe('/'.repeat(16));
});

it.each([
  ['nothing', () => Buffer.alloc(0)],
  ['text', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="800"/>')],
  ['a picture of another kind', () => plain(1_280, 800).png().toBuffer()],
  ['one pixel', () => plain(1, 1).webp().toBuffer()],
  ['a page that is all width', () => plain(1_280, 79).webp().toBuffer()],
  ['a page too narrow for its cells', () => plain(15, 800).webp().toBuffer()],
  ['a page 16,000 px high', () => white(1_280, 16_000)],
  ['as many pixels as WebP can hold, in 38 bytes', () => white(16_383, 16_383)],
  ['half a picture', async () => half(await page(800))],
  ['the head of a picture alone', async () => (await page(800)).subarray(0, 12)],
  [
    'a head with rubbish behind it',
    async () => Buffer.concat([(await page(800)).subarray(0, 30), rubbish()]),
  ],
])('takes %s for no page', async (_, bytes) => {
  expect(await lookOf(await bytes())).toBeNull();
});

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length / 2);
}

function rubbish(): Buffer {
  return Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 73) % 251));
}

/** A white picture of any size in 38 bytes: lossless WebP, in which pixels of the only colour take no bits at all. */
function white(width: number, height: number): Buffer {
  const bytes = Buffer.from(
    '524946461e000000574542505650384c110000002f0000000007d0fffef7bfff8188e87f0000',
    'hex',
  );
  bytes.writeUInt32LE((height - 1) * 2 ** 14 + (width - 1), 21);
  return bytes;
}
