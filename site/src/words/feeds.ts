/** Words of feeds, badges and pictures for other sites. */
export const FEED_WORDS = {
  author: 'Puptime',
  allTitle: 'Puptime: all incidents',
  groupTitle: (group: string) => `Puptime: incidents in ${group}`,
  pageTitle: (page: string) => `Puptime: incidents of ${page}`,
  subtitle:
    'One item when a page is confirmed to be down or blocked to our monitor, one when that ends. Puptime is independent, not a government site.',
  named: (group: string, name: string) => `${group}: ${name}`,
  opened: {
    down: (page: string) => `${page} is down`,
    blocked: (page: string) => `${page} is blocked to our monitor`,
  },
  closed: {
    down: (page: string) => `${page} is no longer down`,
    blocked: (page: string) => `${page} is no longer blocked to our monitor`,
  },
  reasons: 'What was seen:',
  blockedNote:
    'The page turns our monitor away. Voters most likely reach it; this is never counted as downtime.',
  firstBad: 'First bad visit',
  confirmed: 'Confirmed',
  lastGood: 'Last good visit before it',
  lastBad: 'Last bad visit',
  firstGood: 'First good visit after it',
  neverGood: 'none: it was never seen good before',
  noFirstGood: 'none: the record ends without one',
  length: 'Length',
  evidence: 'Evidence of this incident',
  official: 'Official page',
} as const;
