/** A scale from 0 to a round number, with labels at equal distances. */
export interface Axis {
  max: number;
  /** From 0 to `max`. */
  ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];
const MOST_TICKS = 4;

/** The smallest scale of at most four equal steps that holds a value; of 0 and less, one up to 1. */
export function axisFor(most: number): Axis {
  const wanted = Math.max(most, 0) || 1;
  const power = 10 ** Math.floor(Math.log10(wanted / MOST_TICKS));
  const step = (STEPS.find((step) => step * power * MOST_TICKS >= wanted) ?? 10) * power;
  const count = Math.ceil(wanted / step);
  return { max: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}
