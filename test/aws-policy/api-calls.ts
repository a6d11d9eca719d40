import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SDK = '@aws-sdk/client-lightsail';
const CHECKER = resolve(import.meta.dirname, '../../checker');

/**
 * The operations of Lightsail that a source text can call: its value imports of commands of the SDK. Throws on any other way to
 * reach the SDK's operations, which could not be followed by reading.
 */
export function apiCallsIn(source: string): string[] {
  const imports = [...source.matchAll(/^import\s+(type\s+)?\{([^{}]*)\}\s+from\s+'([^']+)'/gm)].filter(
    ([, , , from]) => from === SDK,
  );
  if (imports.length !== source.split(SDK).length - 1) {
    throw new Error(`${SDK} is imported otherwise than by name`);
  }
  return imports
    .flatMap(([, typesOnly, names = '']) => (typesOnly ? [] : names.split(',')))
    .map((name) => name.trim().replace(/\s+as\s.*$/, ''))
    .filter((name) => name !== '' && !name.startsWith('type ') && !isHarmless(name))
    .map((name) => {
      const [, operation] = /^([A-Z]\w+)Command$/.exec(name) ?? [];
      if (operation === undefined)
        throw new Error(`${name} of ${SDK} is neither a command nor known to be harmless`);
      return operation;
    });
}

/** The operations that the checker calls, in order, each once. */
export function apiCallsOfChecker(): string[] {
  const files = globSync('**/*.ts', { cwd: CHECKER }).filter((file) => !file.endsWith('.test.ts'));
  return [
    ...new Set(files.flatMap((file) => apiCallsIn(readFileSync(join(CHECKER, file), 'utf8')))),
  ].toSorted();
}

/** The plain client sends commands and nothing else; exceptions are only compared with. */
function isHarmless(name: string): boolean {
  return name === 'LightsailClient' || name.endsWith('Exception');
}
