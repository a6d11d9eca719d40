import { InvalidArgumentError } from 'commander';

/** A count from 1 to 999. */
export function parseCount(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number from 1 to 999');
}

/** Counts, one after the other: for an option that takes several. */
export function parseCounts(text: string, before: readonly number[] = []): number[] {
  return [...before, parseCount(text)];
}

/** A port; 0 is any free one. */
export function parsePort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('expected a port from 0 to 65535');
}

/** Part I of N, written I/N. */
export function parseShard(text: string): { index: number; count: number } {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (index && count && index <= count) return { index, count };
  throw new InvalidArgumentError('expected I/N with I from 1 to N, such as 1/4');
}
