import { beforeAll, describe, expect, it } from 'vitest';
import type { InstanceFacts } from '../../checker/routes/lightsail/lightsail-api.ts';
import { decideReap } from '../../checker/routes/lightsail/reap.ts';
import { checkPython, type Invocation, invokeReaper, type ListedInstance, reaperOf } from './reaper-rig.ts';
import { actionsOf, aStack, policyOf, REPOSITORY } from './stack.ts';

const TIME = '2026-11-23T14:07:00Z';
const MINUTE = 60_000;

const at = (minutes: number) => new Date(Date.parse(TIME) + minutes * MINUTE).toISOString();

/** An instance of ours, made so many minutes ago, which expires in so many. */
function anInstance(
  name: string,
  {
    age = 10,
    expires = at(50),
    repository = REPOSITORY,
  }: { age?: number | null; expires?: string | null; repository?: string } = {},
): ListedInstance {
  return {
    name,
    ...(age === null ? {} : { createdAt: at(-age) }),
    tags: [
      { key: 'puptime:repository', value: repository },
      { key: 'puptime:run', value: '17' },
      ...(expires === null ? [] : [{ key: 'puptime:expires', value: expires }]),
    ],
  };
}

const NOTHING = { pages: [{ instances: [] }] };
beforeAll(checkPython);

describe('the reaper outside GitHub', () => {
  const CASES: [string, ListedInstance, boolean][] = [
    ['is in use', anInstance('i-01'), false],
    ['has expired', anInstance('i-02', { expires: at(-1) }), true],
    ['expires now', anInstance('i-03', { expires: at(0) }), true],
    ['expires in a minute', anInstance('i-04', { expires: at(1) }), false],
    ['is too old, though it has not expired', anInstance('i-05', { age: 90 }), true],
    ['is nearly too old', anInstance('i-06', { age: 89 }), false],
    ['has no expiry and is young', anInstance('i-07', { expires: null }), false],
    ['has no expiry and is too old', anInstance('i-08', { expires: null, age: 91 }), true],
    ['has an expiry that nobody can read and is young', anInstance('i-09', { expires: 'soon' }), false],
    ['has an expiry without a time zone', anInstance('i-10', { expires: '2026-11-23T14:00:00' }), false],
    ['has no age and has expired', anInstance('i-11', { age: null, expires: at(-1) }), true],
    ['has no age and is in use', anInstance('i-12', { age: null }), false],
    ['has neither an age nor an expiry', anInstance('i-13', { age: null, expires: null }), true],
    [
      "is another repository's",
      anInstance('i-14', { repository: 'votes/other', expires: at(-60), age: 600 }),
      false,
    ],
    [
      'is of a repository in other letters',
      anInstance('i-15', { repository: 'Votes/Puptime', expires: at(-60) }),
      false,
    ],
    ['has no tags', { name: 'i-16', createdAt: at(-6000) }, false],
    [
      'has a tag without a value',
      { name: 'i-17', createdAt: at(-6000), tags: [{ key: 'puptime:repository' }] },
      false,
    ],
    ['was made in the future', anInstance('i-18', { age: -30 }), false],
  ];

  let judged: Invocation;
  beforeAll(async () => {
    const instances = CASES.map(([, instance]) => instance);
    judged = await invokeReaper(
      { 'us-east-2': { pages: [{ instances }] }, 'us-west-2': NOTHING },
      { time: TIME },
    );
  });

  it.each(CASES)('judges an instance that %s', (_what, { name }, goes) => {
    expect(judged.error).toBeNull();
    expect(judged.removed?.includes(`us-east-2: ${name}`)).toBe(goes);
    expect(judged.calls.includes(`us-east-2 DeleteInstance ${name}`)).toBe(goes);
  });

  it.each(CASES)('agrees with `puptime proxy reap` on one that %s', (_what, listed, goes) => {
    const facts: InstanceFacts = {
      name: listed.name,
      region: 'us-east-2',
      zone: 'us-east-2a',
      state: 'running',
      address: null,
      user: 'admin',
      createdAt: listed.createdAt === undefined ? null : new Date(listed.createdAt),
      tags: Object.fromEntries((listed.tags ?? []).map(({ key, value = '' }) => [key, value])),
    };
    const decisions = decideReap([facts], REPOSITORY, new Date(TIME), 90 * MINUTE);
    expect(decisions.some(({ reap }) => reap)).toBe(goes);
  });

  it('goes through all pages of all regions, and says what it removed and why', async () => {
    const due = (name: string) => anInstance(name, { expires: at(-5) });
    const { removed, error, calls, log } = await invokeReaper(
      {
        'us-east-2': {
          pages: [
            { instances: [anInstance('young'), due('a')] },
            { instances: [] },
            { instances: [due('b'), anInstance('theirs', { repository: 'votes/other', age: 900 })] },
          ],
        },
        'us-west-2': { pages: [{ instances: [due('c')] }] },
      },
      { time: TIME },
    );
    expect({ removed, error }).toEqual({
      removed: ['us-east-2: a', 'us-east-2: b', 'us-west-2: c'],
      error: null,
    });
    expect(calls).toEqual([
      'us-east-2 GetInstances 0',
      'us-east-2 GetInstances 1',
      'us-east-2 GetInstances 2',
      'us-east-2 DeleteInstance a',
      'us-east-2 DeleteInstance b',
      'us-west-2 GetInstances 0',
      'us-west-2 DeleteInstance c',
    ]);
    expect(log[0]).toBe(
      '{"region": "us-east-2", "removed": "a", "why": "expired at 2026-11-23T14:02:00+00:00"}',
    );
  });

  it('goes on to the other regions when one fails, and fails at the end', async () => {
    const west = { pages: [{ instances: [anInstance('c', { age: 100 })] }] };
    const { error, calls } = await invokeReaper(
      { 'us-east-2': { pages: [{ error: 'not today' }] }, 'us-west-2': west },
      { time: TIME },
    );
    expect(calls).toContain('us-west-2 DeleteInstance c');
    expect(error).toContain("RuntimeError: us-east-2: AccessDeniedException('not today')");
  });

  it('goes on to the other instances when one cannot be deleted, and takes one that is gone for removed', async () => {
    const instances = ['stuck', 'gone', 'last'].map((name) => anInstance(name, { age: 100 }));
    const east = { pages: [{ instances }], deletes: { stuck: 'not you', gone: 'gone' } };
    const { error, calls, log } = await invokeReaper(
      { 'us-east-2': east, 'us-west-2': NOTHING },
      { time: TIME },
    );
    expect(calls.filter((call) => call.includes('Delete'))).toEqual([
      'us-east-2 DeleteInstance stuck',
      'us-east-2 DeleteInstance gone',
      'us-east-2 DeleteInstance last',
    ]);
    expect(error).toMatch(/RuntimeError: us-east-2: stuck: AccessDeniedException\('not you'\)\n$/);
    expect(log[0]).toContain('already gone');
  });

  it('looks at the regions and reaps at the age that the stack was given', async () => {
    const given = { Regions: 'eu-west-1, eu-central-1', ReaperOlderThanMinutes: '30' };
    const { removed, error } = await invokeReaper(
      {
        'eu-west-1': { pages: [{ instances: [anInstance('a', { age: 29 }), anInstance('b', { age: 30 })] }] },
        'eu-central-1': NOTHING,
      },
      { time: TIME, given },
    );
    expect({ removed, error }).toEqual({ removed: ['eu-west-1: b'], error: null });
  });

  it('takes the time of the machine when it is asked by hand', async () => {
    const instances = [
      anInstance('past', { age: null, expires: '2001-01-01T00:00:00.000Z' }),
      anInstance('future', { age: null, expires: '2999-01-01T00:00:00.000Z' }),
    ];
    const script = { 'us-east-2': { pages: [{ instances }] }, 'us-west-2': NOTHING };
    expect(await invokeReaper(script, { time: '' })).toMatchObject({
      removed: ['us-east-2: past'],
      error: null,
    });
  });

  it('may do what it does, and no more', () => {
    const methods = [...reaperOf().Code.ZipFile.matchAll(/client\.([a-z_]+)\(/g)].map(([, name = '']) =>
      name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    );
    expect(actionsOf(policyOf(aStack({ WithReaper: 'true' }), 'ReaperRole'))).toEqual(
      [...new Set(methods.filter((name) => name !== 'Client'))].map((name) => `lightsail:${name}`).toSorted(),
    );
  });

  it('fits into a template, and into its time', () => {
    const { Code, Handler, Runtime, Timeout } = reaperOf();
    expect(Code.ZipFile.length).toBeLessThan(4096);
    expect([Handler, Runtime]).toEqual(['index.handler', 'python3.13']);
    // Lambda allows 900 seconds; one region may take three attempts of 25 each for a listing.
    expect(Timeout).toBeLessThanOrEqual(900);
  });
});
