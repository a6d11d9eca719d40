import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What the schema expected where it raised this issue, as the end of "expected …". */
export function expectedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWord(issue.expected);
    case 'invalid_value':
      return issue.values.length === 1
        ? JSON.stringify(issue.values[0])
        : `one of ${listOf(issue.values.map(String))}`;
    case 'invalid_format':
      if (issue.format === 'url' && issue.message.startsWith('Invalid'))
        return 'a web address, such as https://vote.example.gov/news';
      return issue.message.startsWith('Invalid')
        ? `text like ${issue.pattern ?? issue.format}`
        : issue.message;
    case 'too_small':
      return bound(issue.origin, 'at least', 'more than', Number(issue.minimum), issue.inclusive);
    case 'too_big':
      return bound(issue.origin, 'at most', 'less than', Number(issue.maximum), issue.inclusive);
    case 'invalid_union':
      return unionWord(issue);
    default:
      return issue.message;
  }
}

/** `"a", "b", "c"` */
export function listOf(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(', ');
}

function typeWord(type: string): string {
  return TYPES[type] ?? type;
}

function unionWord(issue: z.core.$ZodIssueInvalidUnion): string {
  const words = [...new Set(formsOf(issue))];
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function formsOf(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return issue.errors.flat().flatMap((inner) => {
    if (inner.path.length > 0) return [];
    return inner.code === 'invalid_union' ? formsOf(inner) : [expectedBy(inner)];
  });
}

function bound(
  origin: string,
  most: string,
  open: string,
  limit: number,
  inclusive: boolean | undefined,
): string {
  const count = limit.toLocaleString('en-US');
  if (origin === 'string')
    return limit === 1 ? 'text that is not empty' : `text of ${most} ${count} characters`;
  if (origin === 'array') return `${most} ${count} ${limit === 1 ? 'entry' : 'entries'} in the list`;
  return `a number of ${inclusive === false ? open : most} ${count}`;
}
