import { expect, it } from 'vitest';
import { checkLabel } from '../../test/github/label.ts';
import { labelLook, labelNames } from './labels.ts';
import { anOpening, aRig, aStep, type Rig } from './test/rig.ts';

const made = ({ github }: Rig) =>
  github.requests
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/monitor/labels'))
    .map(({ body }) => body);
const looked = ({ github }: Rig) =>
  github.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/monitor/labels'));
const anyLabels = ({ path }: { path: string }) => path.endsWith('/monitor/labels');

it('makes labels in their colours once, and lists what there is once', async () => {
  await using rig = await aRig();
  const labels = ['outage', 'group:OH', 'kind:track-ballot'];
  await rig.issues.apply([anOpening('a', { labels }), anOpening('b', { labels: ['outage', 'group:MN'] })], {
    mostWrites: 20,
  });
  expect(made(rig)).toEqual([
    { name: 'puptime', color: '1d76db', description: 'Opened and kept by Puptime' },
    { name: 'outage', color: 'b60205', description: 'A page that voters depend on is down' },
    { name: 'group:OH', color: 'c5def5', description: 'Pages of one group' },
    { name: 'kind:track-ballot', color: 'd4c5f9', description: 'Pages of one kind' },
    { name: 'group:MN', color: 'c5def5', description: 'Pages of one group' },
  ]);
  expect(looked(rig)).toHaveLength(1);
  expect(rig.github.issues[1]?.labels).toEqual(['puptime', 'outage', 'group:MN']);
});

it('leaves labels as people made them', async () => {
  await using rig = await aRig();
  rig.github.state.createLabel('Outage', '000000', 'Ours');
  rig.github.state.createLabel('puptime', '000000', null);
  await rig.issues.apply([anOpening('a')], { mostWrites: 20 });
  expect(made(rig)).toEqual([]);
  expect(rig.github.issues[0]?.labels).toEqual(['puptime', 'Outage']);
});

it('does not look at labels when no step has any', async () => {
  await using rig = await aRig();
  rig.opened();
  await rig.issues.apply([aStep(1, { do: 'edit', title: 'New' })], { mostWrites: 20 });
  expect(rig.issues.requests).toBe(1);
});

it('takes a label that another run made first for made', async () => {
  await using rig = await aRig();
  rig.github.failNext({
    match: ({ method, path }) => method === 'GET' && anyLabels({ path }),
    with: { status: 200, body: [] },
  });
  rig.github.state.createLabel('outage', '123456', null);
  const { done } = await rig.issues.apply([anOpening('a')], { mostWrites: 20 });
  expect(done).toHaveLength(1);
  expect(rig.lines).toEqual([]);
});

it.each([
  ['listed', 'GET'],
  ['made', 'POST'],
])('opens the issue all the same when labels cannot be %s', async (_, failing) => {
  await using rig = await aRig();
  rig.github.failNext({
    match: ({ method, path }) => method === failing && anyLabels({ path }),
    times: Number.POSITIVE_INFINITY,
    with: { status: 403, body: { message: 'Not today' } },
  });
  const { done } = await rig.issues.apply([anOpening('a')], { mostWrites: 20 });
  expect(done).toHaveLength(1);
  expect(rig.github.issues[0]?.labels).toEqual(['puptime', 'outage']);
  expect(rig.lines.join('\n')).toMatch(/label.*: Not today \(403\)/);
});

it('spends what the steps need before the colours', async () => {
  await using rig = await aRig();
  const { done, writes } = await rig.issues.apply([anOpening('a')], { mostWrites: 2 });
  expect([done.length, writes]).toEqual([1, 2]);
  expect(made(rig)).toMatchObject([{ name: 'puptime' }]);
  expect(rig.github.issues[0]?.labels).toEqual(['puptime', 'outage']);
});

it('gives GitHub only names that it takes', () => {
  const names = labelNames([
    'outage',
    'OUTAGE',
    '',
    ' \n ',
    `group:${'x'.repeat(80)}`,
    'kind:a\u202eb\u0000',
    'half \ud800',
    '__proto__',
  ]);
  expect(names).toEqual([
    'puptime',
    'outage',
    `group:${'x'.repeat(43)}…`,
    'kind:a b',
    'half \ufffd',
    '__proto__',
  ]);
  for (const name of names) {
    const { color, description } = labelLook(name);
    expect(() => checkLabel({ name, color, description })).not.toThrow();
  }
});
