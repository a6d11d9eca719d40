import { afterEach, beforeEach, expect, it } from 'vitest';
import { aSetupRig, type SetupRig } from '../setup/test/rig.ts';
import { runAndWatch } from './setup-run.ts';

let rig: SetupRig;
beforeEach(async () => {
  rig = await aSetupRig();
});
afterEach(() => rig[Symbol.asyncDispose]());

it('leaves the run going, and says so, when the watching is interrupted', async () => {
  rig.github.state.actions.onDispatch = (run) => {
    run.script.push(() => {
      run.begin();
      rig.interrupt.abort();
    });
  };
  const said: string[] = [];
  const context = { err: (text: string) => void said.push(text), signal: rig.interrupt.signal };
  expect(
    await runAndWatch(context, rig.api, 'main', 'https://github.com/octo-org/monitor/actions'),
  ).toBeNull();
  const [run] = rig.github.state.actions.runs;
  expect(said.at(-1)).toBe(
    `The run goes on: ${rig.github.webUrl}/octo-org/monitor/actions/runs/${run?.id}\n`,
  );
  expect(run?.status).toBe('in_progress');
});
