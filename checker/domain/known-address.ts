import type { ExitFacts, RunRecord } from './run-record.ts';

/** Addresses that the exits made for a run were seen from. */
export function exitAddresses({ routes }: Pick<RunRecord, 'routes'>): Set<string> {
  return new Set(routes.flatMap(({ exit }) => (exit ? [exit.address] : [])));
}

/**
 * What a run has to say of an exit that is seen from an address that an exit of the run before it had; null when it has nothing to say.
 * A fresh address is the rule and nobody's promise, and who blocks by address remembers.
 */
export function knownAddressNote(
  { name, exit }: { name: string; exit: Pick<ExitFacts, 'address'> | null },
  before: ReadonlySet<string>,
): string | null {
  if (!exit || !before.has(exit.address)) return null;
  return `The exit ${name} is seen from ${exit.address}, as an exit of the last run was: pages may know that address.`;
}
