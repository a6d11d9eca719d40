import type { Span } from '../../../checker/domain/segments.ts';
import type { Status } from '../../../checker/domain/status.ts';

/** How much of the strip's height each status fills: heights tell statuses apart where colours do not. */
const SHARE: Record<Status, number> = {
  down: 1,
  degraded: 0.8,
  blocked: 0.65,
  up: 0.5,
  closed: 0.25,
  unknown: 0.12,
};

/** Stretches, in seconds, as one outline a status, 1 wide a minute, on a strip of a height. */
export function spanPaths(spans: readonly Span[], height: number): { status: Status; d: string }[] {
  return [...Map.groupBy(spans, ({ status }) => status)].map(([status, members]) => ({
    status,
    d: members
      .map(({ from, to }) => {
        const [start, end] = [
          Math.round(from / 60),
          Math.max(Math.round(to / 60), Math.round(from / 60) + 1),
        ];
        const top = Math.round((1 - SHARE[status]) * height);
        return `M${start} ${top}H${end}V${height}H${start}z`;
      })
      .join(''),
  }));
}
