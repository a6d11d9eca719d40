import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BEHAVIOUR, IssuesRig, type RigSite } from './issues-rig.ts';
import { puptime } from './puptime.ts';

const SITES: RigSite[] = Array.from({ length: 24 }, (_, i) => {
  const id = `oh-page-${String(i).padStart(2, '0')}`;
  return { id, name: `Page ${i}`, url: `https://${id}.example.gov/`, group: 'OH', kinds: ['page'] };
});

let rig: IssuesRig;
beforeEach(async () => {
  // The command reads the machine's clock.
  rig = await IssuesRig.open(new Date(Date.now() - 45 * 60_000).toISOString(), SITES, { OH: 'Ohio' });
});
afterEach(() => rig[Symbol.asyncDispose]());

const open = () => rig.github.issues.filter(({ state }) => state === 'open').map(({ title }) => title);

it('ends with one issue when two runs notify at once', async () => {
  await rig.pass(15);
  rig.set(BEHAVIOUR.answers(500), 'oh-page-00');
  rig.clock.pass(15);
  await rig.run();
  await Promise.all([rig.notifyOnce(), rig.notifyOnce()]);
  await rig.pass(15);
  expect(open()).toEqual(['Ohio: Page 0 is down']);
  const [kept, ...others] = rig.github.issues;
  expect(kept?.state).toBe('open');
  for (const other of others) expect(other.stateReason).toBe('duplicate');
  const { issues } = await rig.ledger.outlook();
  expect(Object.values(issues.incidents)).toEqual([kept?.number]);
});

it('does no more than twenty writes and sixty requests in a run, and the rest in the next ones', async () => {
  await rig.pass(15);
  for (let i = 0; i < 20; i += 4) {
    for (let j = i; j < i + 4; j += 1)
      rig.set(BEHAVIOUR.answers(520 + j), `oh-page-${String(j).padStart(2, '0')}`);
    await rig.pass(75, 75);
  }
  expect(open()).toHaveLength(20);
  rig.set(BEHAVIOUR.up, ...SITES.map(({ id }) => id));
  const left: number[] = [];
  for (let run = 0; run < 4; run += 1) {
    const [notified] = await rig.pass(15);
    left.push(notified?.applied?.left.length ?? 0);
    expect(notified?.applied?.writes).toBeLessThanOrEqual(20);
    expect(notified?.requests).toBeLessThanOrEqual(60);
  }
  expect(left).toEqual([10, 0, 0, 0]);
  expect(open()).toEqual([]);
  expect(rig.github.faults).toEqual([]);
});

it('goes on where a run was cut off in the middle', async () => {
  await rig.pass(15);
  rig.set(BEHAVIOUR.answers(500), 'oh-page-00');
  await rig.pass(15);
  rig.set(BEHAVIOUR.up, 'oh-page-00');
  rig.clock.pass(15);
  await rig.run();
  // The comment comes through, the close does not.
  rig.github.failNext({
    match: ({ method }) => method === 'PATCH',
    times: 9,
    with: { status: 403, body: { message: 'Forbidden' } },
  });
  const cut = await rig.notifyOnce();
  expect(cut.applied?.failed).toHaveLength(1);
  expect(open()).toHaveLength(1);
  rig.github.heal();
  await rig.pass(15);
  expect(open()).toEqual([]);
  expect(rig.github.issues[0]?.comments).toHaveLength(1);
});

describe('the command', () => {
  const run = (args: string[], env: Record<string, string> = {}) =>
    puptime(['notify', ...rig.options, ...args], env);

  it('says in plain words what it would do, with the texts on request', async () => {
    await rig.pass(15);
    rig.set(BEHAVIOUR.answers(500), 'oh-page-00');
    rig.clock.pass(15);
    await rig.run();
    const alone = await run(['--dry-run'], { GITHUB_REPOSITORY: '' });
    expect(alone).toMatchObject({ code: 0, err: '' });
    expect(alone.out).toMatchInlineSnapshot(`
      "would open “Ohio: Page 0 is down”
      0 requests to GitHub.
      "
    `);
    const { code, out } = await run(['--dry-run', '--texts'], rig.github.env);
    expect(code).toBe(0);
    expect(out).toContain('would open “Ohio: Page 0 is down”');
    expect(out).toContain('│ **Voters who open this page get an error: the server answered 500.**');
    expect(rig.github.issues).toEqual([]);
  });

  it.each<[string, Record<string, string>, number]>([
    ['no repository', { GITHUB_REPOSITORY: '' }, 2],
    ['a repository that is none', { GITHUB_REPOSITORY: 'monitor' }, 2],
    ['no token', { GITHUB_TOKEN: '' }, 2],
    ['a wrong token', { GITHUB_TOKEN: 'nonsense' }, 1],
    ['a wrong repository', { GITHUB_REPOSITORY: 'acme/elsewhere' }, 1],
  ])('says what to do about %s', async (_, env, exit) => {
    await rig.pass(15);
    const { code, out, err } = await run([], { ...rig.github.env, ...env });
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toMatchSnapshot();
  });

  it('says which right the token lacks, and the line that gives it', async () => {
    rig.github.grants.set(rig.github.token, {
      login: 'github-actions[bot]',
      rights: { metadata: 'read', issues: 'read' },
      sees: true,
    });
    await rig.pass(15);
    rig.set(BEHAVIOUR.answers(500), 'oh-page-00');
    rig.clock.pass(15);
    await rig.run();
    const { code, out } = await run([], rig.github.env);
    expect(code).toBe(1);
    expect(out).toMatchSnapshot();
  });
});
