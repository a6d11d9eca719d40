import { z } from 'zod';

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNIT_MS;

/** A length of time as people write it in `sites.json`: a whole number and a unit, as `500ms`, `45s`, `15m`, `2h`, `7d`. */
export const Duration = z
  .string()
  .regex(/^[1-9]\d*(ms|s|m|h|d)$/, 'a whole number and a unit, such as 500ms, 45s, 15m, 2h or 7d')
  .meta({ description: 'A length of time: a whole number and one of ms, s, m, h, d, such as 45s or 15m.' });

/** Milliseconds of a `Duration`. Throws on text that the schema would refuse. */
export function durationMs(text: string): number {
  const match = /^([1-9]\d*)(ms|s|m|h|d)$/.exec(text);
  if (!match) throw new Error(`not a duration: ${JSON.stringify(text)}`);
  return Number(match[1]) * UNIT_MS[match[2] as Unit];
}
