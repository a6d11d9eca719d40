/**
 * The entry of a record under a key that came from outside; undefined when it has none of its own.
 * A site may be named `constructor`, which every object seems to have.
 */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
