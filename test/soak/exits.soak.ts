import { runRounds } from './rounds.ts';

/** Every bad case of exits, again and again: each case itself fails when a process, a key or an instance is left. */
runRounds([
  'test/exits.test.ts',
  'test/exits-in-steps.test.ts',
  'test/lightsail-route.test.ts',
  'test/proxy.test.ts',
  'test/tunnel-break.test.ts',
  'checker/routes/lightsail/tunnel.test.ts',
]);
