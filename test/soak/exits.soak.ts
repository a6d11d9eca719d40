import { spawnSync } from 'node:child_process';

/** Every bad case of exits, again and again: each case itself fails when a process, a key or an instance is left. */
const rounds = Number(process.argv[2] ?? 10);
const FILES = [
  'test/exits.test.ts',
  'test/exits-in-steps.test.ts',
  'test/lightsail-route.test.ts',
  'test/proxy.test.ts',
  'test/tunnel-break.test.ts',
  'checker/routes/lightsail/tunnel.test.ts',
];
let passed = 0;
for (let round = 1; round <= rounds; round += 1) {
  const { status } = spawnSync('npx', ['vitest', 'run', ...FILES], { stdio: 'inherit' });
  if (status === 0) passed += 1;
  console.log(`Round ${round} of ${rounds}: ${status === 0 ? 'all passed' : 'FAILED'}`);
}
console.log(`${passed} of ${rounds} rounds passed.`);
process.exitCode = passed === rounds ? 0 : 1;
