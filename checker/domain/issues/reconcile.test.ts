import { describe, expect, it } from 'vitest';
import { type Marker, markerIn } from './marker.ts';
import { type Moment, reconcile } from './reconcile.ts';
import { ISSUE_SETTINGS } from './settings.ts';
import type { Step } from './step.ts';
import type { Thread } from './thread.ts';
import { RANK, type Topic } from './topic.ts';

const NOW = '2026-11-23T15:00:00.000Z';
const ID = 'oh-track-ballot-20261123T142210Z';
const MOMENT: Moment = { now: NOW, settings: ISSUE_SETTINGS, assignable: new Set(['ada']) };

const topic = (overrides: Partial<Topic> = {}): Topic => ({
  kind: 'outage',
  key: ID,
  stands: true,
  title: 'Ohio: Track your ballot is down',
  body: (mentioned) => `It is down. ${mentioned.join(' ')}`,
  labels: ['puptime', 'outage'],
  owners: ['ada', 'acme/elections'],
  standing: [ID],
  over: [],
  fresh: [],
  falls: 1,
  news: [],
  understood: [],
  closing: { body: 'It is back.', reason: 'completed' },
  quiet: false,
  ...overrides,
});
const OVER: Partial<Topic> = {
  stands: false,
  standing: [],
  over: [ID],
  title: 'Ohio: Track your ballot was down',
};

const thread = ({
  marker,
  ...overrides
}: Partial<Omit<Thread, 'marker'>> & { marker?: Partial<Marker & { edited: boolean }> } = {}): Thread => ({
  number: 7,
  url: 'https://github.com/acme/monitor/issues/7',
  state: 'open',
  title: 'Ohio: Track your ballot is down',
  locked: false,
  said: new Set(),
  closedAt: null,
  assignees: ['ada'],
  ...overrides,
  marker: {
    version: 1,
    kind: 'outage',
    key: ID,
    open: true,
    title: 'Ohio: Track your ballot is down',
    standing: [ID],
    over: [],
    told: [],
    falls: 1,
    live: NOW,
    text: '',
    edited: false,
    ...marker,
  },
});
const NEWS = { key: 'still:1:60m', body: 'Still down.', rank: RANK.still };

const does = (step: Step | null) =>
  step === null
    ? null
    : step.issue === null
      ? ['open']
      : step.writes.map((write) =>
          write.do === 'comment'
            ? `comment ${write.body.split('\n')[0]}`
            : ['edit', write.title && 'title', write.state, write.labels && 'labels']
                .filter(Boolean)
                .join(' '),
        );
const markerOf = (step: Step | null) => {
  if (!step) return null;
  if (step.issue === null) return markerIn(step.body);
  const edit = step.writes.find((write) => write.do === 'edit');
  return edit?.body === undefined ? null : markerIn(edit.body);
};

it('opens an issue, assigns who can be assigned, and takes what the body tells for told', () => {
  const step = reconcile(
    topic({ understood: ['still:1:60m'], news: [{ ...NEWS, key: 'changed:x' }] }),
    null,
    MOMENT,
  );
  expect(step).toMatchObject({ assignees: ['ada'], labels: ['puptime', 'outage'], rank: RANK.open });
  expect(step && 'body' in step && step.body).toContain('It is down. ada');
  expect(markerOf(step)?.told).toEqual(['changed:x', 'still:1:60m']);
});

const cases: [string, Topic, Thread | null, string[] | null][] = [
  ['says nothing of what is over and was never told', topic(OVER), null, null],
  ['does nothing when all is told', topic(), thread(), null],
  ['tells news once', topic({ news: [NEWS] }), thread(), ['comment Still down.', 'edit']],
  [
    'does not tell what it remembers',
    topic({ news: [NEWS] }),
    thread({ marker: { told: [NEWS.key] } }),
    null,
  ],
  [
    'does not tell what was said before it could be remembered',
    topic({ news: [NEWS] }),
    thread({ said: new Set([NEWS.key]) }),
    null,
  ],
  [
    'brings old figures up to date',
    topic(),
    thread({ marker: { live: '2026-11-23T13:00:00.000Z' } }),
    ['edit'],
  ],
  [
    'leaves figures in a text that a person wrote',
    topic(),
    thread({ marker: { live: '2026-11-23T13:00:00.000Z', edited: true } }),
    null,
  ],
  ['is silent on a locked issue', topic({ news: [NEWS] }), thread({ locked: true }), ['edit']],
  ['closes', topic(OVER), thread(), ['comment It is back.', 'edit title closed']],
  ['closes a locked issue without a word', topic(OVER), thread({ locked: true }), ['edit title closed']],
  [
    'closes under the title that a person gave',
    topic(OVER),
    thread({ title: 'OH down' }),
    ['comment It is back.', 'edit closed'],
  ],
  [
    'leaves open what a person opened again',
    topic(OVER),
    thread({ marker: { open: false, standing: [], over: [ID] } }),
    null,
  ],
  ['does not open again what a person closed', topic({ news: [NEWS] }), thread({ state: 'closed' }), null],
  [
    'notes the end of what a person closed, without a word',
    topic(OVER),
    thread({ state: 'closed' }),
    ['edit title'],
  ],
  [
    'opens again what began anew, also against a person',
    topic({ fresh: ['x'], falls: 2, news: [{ ...NEWS, body: 'Again.' }] }),
    thread({ state: 'closed' }),
    ['edit open labels', 'comment Again.'],
  ],
  [
    'opens again what it closed itself',
    topic(),
    thread({ state: 'closed', marker: { open: false } }),
    ['edit open labels'],
  ],
  [
    'names anew what a person renamed, when something begins',
    topic({ fresh: ['x'] }),
    thread({ title: 'OH down' }),
    ['edit title labels'],
  ],
  ['has nothing to do with an issue that is gone', topic({ news: [NEWS] }), thread({ state: 'gone' }), null],
];
describe('an issue', () => {
  it.each(cases)('%s', (_, what, found, expected) => {
    expect(does(reconcile(what, found, MOMENT))).toEqual(expected);
  });

  it('remembers what was said, and how it was left', () => {
    const step = reconcile(topic({ ...OVER }), thread({ said: new Set(['still:1:60m']) }), MOMENT);
    expect(markerOf(step)).toMatchObject({ open: false, standing: [], over: [ID], told: ['still:1:60m'] });
  });

  it('keeps the title in mind that it gave itself, so that a later one of its own is not taken for a person’s', () => {
    const step = reconcile(topic({ news: [NEWS] }), thread({ title: 'OH down' }), MOMENT);
    expect(markerOf(step)?.title).toBe('Ohio: Track your ballot is down');
  });
});
