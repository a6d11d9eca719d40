import { type Expected, type SitePlan, servicePlan } from './site-plan.ts';

const up = (says: string): Expected => ({ outcome: 'up', reasonKinds: [], says });

/** Simulated sites that a voter can use, well or badly. */
export const REACHABLE_SITES: readonly SitePlan[] = [
  servicePlan('OH', 'track-ballot', 'fine', up('works')),
  servicePlan('OH', 'register', 'fine', up('works')),
  servicePlan('MI', 'check-registration', 'fine', up('works')),
  servicePlan('MI', 'polling-place', 'fine', up('works')),
  servicePlan('WI', 'track-ballot', 'slow', {
    outcome: 'degraded',
    reasonKinds: ['slow'],
    says: 'works, but takes two seconds',
  }),
  servicePlan('CO', 'register', 'full-500', {
    outcome: 'degraded',
    reasonKinds: ['http-status'],
    says: 'shows the whole page with status 500',
  }),
  servicePlan(
    'VA',
    'register',
    'redirect-moved',
    {
      outcome: 'degraded',
      reasonKinds: ['off-domain'],
      says: 'sends its visitors to another name, where it works',
    },
    { aliases: ['virginia-voters.localhost'] },
  ),
  {
    id: 'mn-mail-ballot-form',
    name: 'Ask for a mail ballot (PDF)',
    group: 'MN',
    kinds: ['documents'],
    host: 'forms.mn.localhost',
    path: '/mail-ballot.pdf',
    behaviour: 'pdf',
    expect: { contentType: 'application/pdf' },
    expected: up('is a PDF, and a sound one'),
  },
  servicePlan(
    'WA',
    'register',
    'long-help',
    up('speaks of blocked, error, captcha and maintenance in prose'),
    {
      id: 'wa-register-help',
      name: 'Help with registering to vote',
      expect: { text: ['Help with registering to vote', 'Scheduled maintenance is on the second Sunday'] },
    },
  ),
  servicePlan('CA', 'register', 'challenge-solving', up('asks for a moment, then lets the browser in')),
  servicePlan('PA', 'register', 'blocks-direct', {
    ...up('turns the first exit away, and works over the second'),
    first: { outcome: 'blocked', reasonKinds: ['block'], vendor: 'f5' },
  }),
  servicePlan('IN', 'track-ballot', 'first-fails', {
    ...up('fails once, and works when asked again'),
    first: { outcome: 'down', reasonKinds: ['http-status', 'error-page', 'missing'] },
  }),
  servicePlan('NJ', 'register', 'dialogs-and-popups', up('works, behind dialogs and pop-ups')),
  servicePlan('MD', 'polling-place', 'endless-page', up('works, on a page of 60,000 pixels')),
  servicePlan('OR', 'track-ballot', 'hanging-image', up('works, though one picture never comes')),
  servicePlan('ID', 'register', 'private-requests', up('works, and reaches for private addresses in vain')),
  servicePlan('VT', 'track-ballot', 'fine', up('works over TLS'), {
    transport: 'https-trusted',
    demo: false,
  }),
];
