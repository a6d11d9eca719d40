import { expect, it } from 'vitest';
import { aRemoteHome } from './ledger-home.ts';
import { raceLedger } from './ledger-race.ts';

it.each([1, 2])('keeps every run of writers who race for one remote, each once (seed %d)', async (seed) => {
  await using home = await aRemoteHome();
  const { tries } = await raceLedger(home, { writers: 4, rounds: 3, seed });
  // Had nobody lost a race, none would have been tried.
  expect(tries).toHaveLength(12);
  expect(tries.at(-1)).toBeGreaterThan(1);
});
