import { expect, it } from 'vitest';
import { aRig } from './test/rig.ts';

it('finds who can be assigned, asking once for each, and for no team', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'write');
  rig.github.addUser('mallory', 'read');
  const logins = ['ada', 'Ada', 'mallory', 'nobody', 'octo-org/elections', '../../user', ''];
  expect(await rig.issues.assignable(logins)).toEqual(new Set(['ada', 'Ada']));
  expect(await rig.issues.assignable(['ada'])).toEqual(new Set(['ada']));
  expect(rig.github.requests.map(({ path }) => path.split('/').at(-1))).toEqual(['ada', 'mallory', 'nobody']);
});

it('assigns nobody about whom GitHub does not tell', async () => {
  await using rig = await aRig();
  rig.github.addUser('ada', 'write');
  rig.github.failNext({ times: Number.POSITIVE_INFINITY, with: 'server-error' });
  expect(await rig.issues.assignable(['ada'])).toEqual(new Set());
  expect(rig.lines.at(-1)).toMatch(/asking whether ada can be assigned/);
});
