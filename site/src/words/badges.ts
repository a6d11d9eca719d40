/** Words of badges. */
export const BADGE_WORDS = {
  paused: 'Paused',
  ended: 'No longer monitored',
  nothing: 'Not monitored',
  share: (count: number, all: number, predicate: string) => `${count} of ${all} ${predicate}`,
} as const;
