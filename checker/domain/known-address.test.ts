import { expect, it } from 'vitest';
import { exitAddresses, knownAddressNote } from './known-address.ts';
import { anExit, aRun } from './run-builders.ts';
import type { RouteReport } from './run-record.ts';

/** Routes of a run by the addresses of their exits; null: a route that was there. */
function routes(addresses: readonly (string | null)[]): RouteReport[] {
  return addresses.map((address) => ({
    name: 'lightsail:us-east-2',
    state: 'ok',
    canaries: [],
    ...(address === null ? {} : { exit: anExit({ address }) }),
  }));
}

const SAID =
  'The exit lightsail:us-west-2 is seen from 192.0.2.7, as an exit of the last run was: pages may know that address.';

it.each<[what: string, before: (string | null)[], now: string | null, note: string | null]>([
  ['a fresh address', ['192.0.2.8'], '192.0.2.7', null],
  ['the address of the last run', ['192.0.2.7'], '192.0.2.7', SAID],
  ['the address of one exit of several', ['192.0.2.8', null, '192.0.2.7'], '192.0.2.7', SAID],
  ['an address that only begins alike', ['192.0.2.70'], '192.0.2.7', null],
  ['an exit after a run without any', [null], '192.0.2.7', null],
  ['an exit after no run', [], '192.0.2.7', null],
  ['a route that was there, twice', [null], null, null],
])('of %s says what there is to say', (_what, before, now, note) => {
  const addresses = exitAddresses(aRun({ startedAt: '2026-11-23T14:07:00.000Z', routes: routes(before) }));
  const exit = now === null ? null : anExit({ address: now });
  expect(knownAddressNote({ name: 'lightsail:us-west-2', exit }, addresses)).toBe(note);
});
