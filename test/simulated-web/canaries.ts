import { sendHtml } from './exchange.ts';
import { SIMULATED } from './pages.ts';
import type { SitePlan } from './site-plan.ts';

/** Words that a visitor must see on a canary. */
export const CANARY_TEXT = 'The way out is open';

/** Two pages, on names of their own, that are up as long as the way to them is. */
export const CANARIES: readonly SitePlan[] = ['canary-a', 'canary-b'].map((id) => ({
  id,
  name: 'Canary',
  group: 'OH',
  kinds: ['documents'],
  host: `${id}.localhost`,
  behaviour: (exchange) =>
    sendHtml(
      exchange,
      `<!doctype html><html lang="en"><title>Canary</title><link rel="icon" href="data:,"><h1>${CANARY_TEXT}</h1><p>${SIMULATED}</p></html>`,
    ),
  expected: { outcome: 'up', reasonKinds: [], says: 'works' },
}));
