import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { PuptimeError } from '../domain/puptime-error.ts';

/** The newest version of the ledger's files that this Puptime reads; it reads every one before it, too. */
const NEWEST_VERSION = 1;

/**
 * A file of the ledger through its schema, or what is wrong with it and where: one printable line. Throws `PuptimeError` where a
 * newer Puptime wrote it: nothing is broken then, and nothing may be written over it.
 */
export function parseLedgerFile<Schema extends z.ZodType>(
  path: string,
  text: string,
  schema: Schema,
): { value: z.output<Schema> } | { fault: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The message quotes the file, and a page's words may stand there.
    return { fault: `not JSON: ${error.message.replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 200)}` };
  }
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : null;
  if (typeof version === 'number' && version > NEWEST_VERSION)
    throw new PuptimeError(
      `${path}: of version ${version}, and this Puptime knows none above ${NEWEST_VERSION}; use a newer one`,
    );
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const [issue] = parsed.error.issues;
  const place = JSON.stringify((issue?.path ?? []).map(String).join('.'));
  return { fault: `at ${place}: ${issue?.message ?? 'not valid'}` };
}

/** A file's bytes as text; different bytes are different texts, also where they are no UTF-8: nothing that we wrote is such. */
export function textOf(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}
