import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STATUS } from '../checker/domain/status.ts';
import { contrast, distance, SIGHTS } from './test/colour.ts';

const tokens = readFileSync(join(import.meta.dirname, 'src/styles/tokens.css'), 'utf8');

/** A custom property of the style sheet on a light and on a dark ground. */
function token(name: string): { light: string; dark: string } {
  const [, light = '', dark = ''] =
    tokens.match(new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`)) ?? [];
  return { light, dark };
}

/** Statuses with a fill of their own; the rest share one with these, and are told apart by shape. */
const FILLS = ['up', 'degraded', 'down', 'blocked', 'unknown'] as const;
const PAIRS = FILLS.flatMap((a, index) => FILLS.slice(index + 1).map((b) => [a, b] as const));

describe.each(['light', 'dark'] as const)('on a %s ground', (ground) => {
  it.each(['paper', 'card'])('texts and links stand out from the %s', (below) => {
    for (const name of ['ink', 'quiet', 'link']) {
      expect(contrast(token(name)[ground], token(below)[ground]), name).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(Object.keys(STATUS) as (keyof typeof STATUS)[])('the shape of “%s” stands out', (status) => {
    for (const below of ['paper', 'card']) {
      expect(contrast(STATUS[status][ground], token(below)[ground]), below).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(Object.keys(SIGHTS) as (keyof typeof SIGHTS)[])('no two fills look alike to %s sight', (sight) => {
    // The smallest of all distances when the palette was chosen.
    const least = ground === 'light' ? 0.08 : 0.05;
    for (const [a, b] of PAIRS) {
      expect(distance(STATUS[a][ground], STATUS[b][ground], sight), `${a} and ${b}`).toBeGreaterThan(least);
    }
  });

  it('tells impaired from down by lightness, not by hue', () => {
    expect(contrast(STATUS.degraded[ground], STATUS.down[ground])).toBeGreaterThan(1.5);
  });

  it('gives statuses that share a fill another shape', () => {
    const looks = Object.values(STATUS).map((status) => `${status[ground]} ${status.shape}`);
    expect(new Set(looks).size).toBe(looks.length);
  });
});

it('reckons contrast and distance as their authors do', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(distance('#000000', '#ffffff', 'normal')).toBeCloseTo(1);
});
