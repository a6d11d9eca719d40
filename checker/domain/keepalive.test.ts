import { expect, it } from 'vitest';
import { CLOCK_WORKFLOWS, planKeepalive } from './keepalive.ts';

it.each([
  ['active', true, 'is active, and stays so for 60 days more'],
  ['disabled_inactivity', true, 'is enabled again: GitHub had disabled it after 60 days without a commit'],
  ['disabled_manually', false, 'is left as it is: somebody disabled it by hand'],
  ['disabled_fork', false, 'is left as it is: nobody has enabled it in this fork yet'],
  ['deleted', false, 'is left as it is: GitHub calls its state deleted'],
])('decides what becomes of a workflow that is %s', (state, enable, why) => {
  const [monitor] = planKeepalive([{ file: 'monitor.yml', state }]);
  expect(monitor).toEqual({ file: 'monitor.yml', enable, why });
});

it('says of a workflow that is missing that it is, and leaves those alone that are not ours', () => {
  const steps = planKeepalive([{ file: 'ci.yml', state: 'disabled_inactivity' }]);
  expect(steps.map(({ file }) => file)).toEqual([...CLOCK_WORKFLOWS]);
  for (const step of steps) expect(step).toMatchObject({ enable: false, why: 'is not in this repository' });
});
