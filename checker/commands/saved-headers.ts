import { z } from 'zod';
import { PuptimeError } from '../domain/puptime-error.ts';

const HeaderObject = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/**
 * Headers as people save them: a JSON object of names and values, or lines of `Name: value` as curl prints them, of which the
 * last answer counts. Names in lower case; repeated ones joined by line breaks. Throws a PuptimeError on anything else.
 */
export function parseHeaders(text: string): Record<string, string> {
  return text.trimStart().startsWith('{') ? parseObject(text) : parseLines(text);
}

function parseObject(text: string): Record<string, string> {
  const read = HeaderObject.safeParse(parseJson(text));
  if (!read.success) {
    throw new PuptimeError('headers: expected a JSON object of names and values, as {"server": "nginx"}', {
      exitCode: 2,
    });
  }
  return Object.fromEntries(
    Object.entries(read.data).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : value.join('\n'),
    ]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PuptimeError(`headers: not valid JSON: ${cause instanceof Error ? cause.message : cause}`, {
      exitCode: 2,
      cause,
    });
  }
}

function parseLines(text: string): Record<string, string> {
  let headers = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    if (/^HTTP\/[\d.]+ \d{3}/.test(line)) {
      headers = new Map();
      continue;
    }
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new PuptimeError(
        `headers, line ${index + 1}: expected "Name: value", received ${JSON.stringify(line)}`,
        {
          exitCode: 2,
        },
      );
    }
    const known = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), known === undefined ? value.trim() : `${known}\n${value.trim()}`);
  }
  return Object.fromEntries(headers);
}
