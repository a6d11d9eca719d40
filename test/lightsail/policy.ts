import { z } from 'zod';
import { ServiceError } from './service-error.ts';

/** What a call wants to do, for whoever decides whether it may. */
export interface Wish {
  /** Such as `lightsail:CreateInstances`. */
  action: string;
  /** ARN, with `*` for the id of what does not exist yet; `*` alone for calls that have no resource. */
  resource: string;
  region: string;
  requestTags: Readonly<Record<string, string>>;
  resourceTags: Readonly<Record<string, string>>;
}

export type Decide = (wish: Wish) => boolean;

const oneOrMore = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const Operator = z.enum([
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringEqualsIfExists',
  'Null',
  'ForAllValues:StringEquals',
  'ForAnyValue:StringEquals',
]);
const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z.partialRecord(Operator, z.record(z.string(), oneOrMore)).optional(),
});

/** An identity-based policy as IAM reads it; elements and operators that the stand-in cannot judge are refused. */
export const PolicyDocument = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.union([Statement.transform((one) => [one]), z.array(Statement)]),
});
export type PolicyDocument = z.input<typeof PolicyDocument>;
type Statement = z.output<typeof Statement>;
type Operator = z.output<typeof Operator>;

/** Turns a policy into a decision: an explicit deny wins, what nothing allows is denied. Throws on a policy it cannot read. */
export function decideBy(document: PolicyDocument): Decide {
  const { Statement: statements } = PolicyDocument.parse(document);
  for (const { Condition = {} } of statements) {
    for (const keys of Object.values(Condition)) for (const key of Object.keys(keys)) valuesOf(key, NOTHING);
  }
  return (wish) => {
    const effects = statements.filter((statement) => applies(statement, wish)).map(({ Effect }) => Effect);
    return effects.includes('Allow') && !effects.includes('Deny');
  };
}

const NOTHING: Wish = { action: '', resource: '', region: '', requestTags: {}, resourceTags: {} };

/** The refusal as IAM words it. */
export function denied({ action, resource }: Wish, user: string): ServiceError {
  return new ServiceError(
    'AccessDeniedException',
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );
}

function applies({ Action, Resource, Condition = {} }: Statement, wish: Wish): boolean {
  return (
    Action.some((pattern) => like(pattern.toLowerCase(), wish.action.toLowerCase())) &&
    Resource.some((pattern) => like(pattern, wish.resource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) =>
        holds(Operator.parse(operator), valuesOf(key, wish), wanted),
      ),
    )
  );
}

function holds(operator: Operator, values: readonly string[], wanted: readonly string[]): boolean {
  switch (operator) {
    case 'StringEquals':
    case 'ForAnyValue:StringEquals':
      return values.some((value) => wanted.includes(value));
    case 'StringNotEquals':
      return !values.some((value) => wanted.includes(value));
    case 'StringLike':
      return values.some((value) => wanted.some((pattern) => like(pattern, value)));
    case 'StringEqualsIfExists':
      return values.length === 0 || values.some((value) => wanted.includes(value));
    case 'ForAllValues:StringEquals':
      return values.every((value) => wanted.includes(value));
    case 'Null':
      return wanted.includes(String(values.length === 0));
  }
}

/** Values of a condition key in a wish; none when it has none. Condition keys are case-insensitive, tag keys after the slash as well. */
function valuesOf(key: string, wish: Wish): readonly string[] {
  const [name = '', ...rest] = key.split('/');
  const tag = rest.join('/').toLowerCase();
  const tagged = (tags: Readonly<Record<string, string>>) =>
    Object.entries(tags).flatMap(([each, value]) => (each.toLowerCase() === tag ? [value] : []));
  switch (name.toLowerCase()) {
    case 'aws:requestedregion':
      return [wish.region];
    case 'aws:requesttag':
      return tagged(wish.requestTags);
    case 'aws:resourcetag':
      return tagged(wish.resourceTags);
    case 'aws:tagkeys':
      return Object.keys(wish.requestTags);
    default:
      throw new Error(`the stand-in cannot judge the condition key ${key}`);
  }
}

function like(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
