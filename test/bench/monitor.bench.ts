import { openWalkThrough, ROLE } from '../walk-through/rig.ts';

/**
 * How long each step of a monitor run takes here, over two exits: everything real but GitHub, AWS and the web, which stand on this machine,
 * and `npm ci`, in whose place packages are linked.
 */
await using rig = await openWalkThrough({
  sites: ['oh-register', 'la-track-ballot', 'pa-register'],
  vars: { PUPTIME_AWS_ROLE_ARN: ROLE, PUPTIME_REGIONS: 'us-east-2,us-west-2' },
});
const run = await rig.runner.run('monitor.yml', { event: 'schedule' });
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1).padStart(6)} s`;
for (const { key, ms, steps, conclusion } of Object.values(run.jobs)) {
  if (conclusion === 'skipped') continue;
  console.log(`${seconds(ms)}  ${key}`);
  for (const step of steps)
    if (step.outcome !== 'skipped') console.log(`${seconds(step.ms)}      ${step.name.replace(/@.*/, '')}`);
}
console.log(`The run ended as ${run.conclusion}.`);
