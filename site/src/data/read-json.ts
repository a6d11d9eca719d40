import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { PuptimeError } from '../../../checker/domain/puptime-error.ts';

/**
 * Reads a JSON file through its schema; null when there is no such file.
 * Throws a PuptimeError that names the file, the place in it and what was expected, so that a build never
 * goes on with data that it did not understand. `isSound`: a quicker judge for large files; what it accepts is not put to the schema.
 */
export function readJson<T>(
  path: string,
  schema: z.ZodType<T>,
  isSound?: (value: unknown) => value is T,
): T | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PuptimeError(`${path}: expected JSON: ${(cause as Error).message}\n${REMEDY}`, { cause });
  }
  if (isSound?.(value)) return value;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${path}: ${issue.path.join('.') || '(whole file)'}: ${issue.message}`);
  const more = parsed.error.issues.length - faults.length;
  if (more > 0) faults.push(`… and ${more} more`);
  throw new PuptimeError(`${faults.join('\n')}\n${REMEDY}`);
}

const REMEDY = 'The site was not built. Mend the file, or make it again with `puptime rebuild`.';

/** Whether a file system error says that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
