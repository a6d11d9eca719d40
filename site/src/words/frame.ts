/** Words of the frame around every page. */
export const FRAME = {
  down: 'Down',
  pages: 'Pages',
  runs: 'Runs',
  data: 'Data',
  subscribe: 'Subscribe',
  allFeed: 'All outages',
} as const;
