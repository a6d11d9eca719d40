import { spawnSync } from 'node:child_process';

/** Runs test files in their long form as often as the command line says (default: ten times), and says how many rounds passed. */
export function runRounds(files: readonly string[]): void {
  const env = { ...process.env, PUPTIME_SOAK: '1' };
  const rounds = Number(process.argv[2] ?? 10);
  let passed = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const { status } = spawnSync('npx', ['vitest', 'run', ...files], { stdio: 'inherit', env });
    if (status === 0) passed += 1;
    console.log(`Round ${round} of ${rounds}: ${status === 0 ? 'all passed' : 'FAILED'}`);
  }
  console.log(`${passed} of ${rounds} rounds passed.`);
  process.exitCode = passed === rounds ? 0 : 1;
}
