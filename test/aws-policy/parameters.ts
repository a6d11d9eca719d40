import type { Parameter, Template } from './template.ts';

/** What a parameter comes to: a text, a number, or the parts of a list. */
export type ParameterValue = string | number | string[];

/** Values of all parameters. Throws on what CloudFormation would refuse: unknown and missing ones, values against their pattern. */
export function parameterValues(
  { Parameters }: Template,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, ParameterValue> {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(Parameters, name));
  if (unknown.length > 0) throw new Error(`the template has no parameter ${unknown.join(', ')}`);
  return new Map(
    Object.entries(Parameters).map(([name, parameter]) => [
      name,
      parameterValue(name, parameter, given[name]),
    ]),
  );
}

function parameterValue(name: string, parameter: Parameter, given: string | undefined): ParameterValue {
  const text = given ?? parameter.Default?.toString();
  if (text === undefined) throw new Error(`${name} is missing`);
  const { Type, AllowedPattern = '.*', AllowedValues, ConstraintDescription = 'is not allowed' } = parameter;
  const parts = Type === 'CommaDelimitedList' ? text.split(',').map((part) => part.trim()) : [text];
  // CloudFormation holds the whole of each value against the pattern.
  const pattern = new RegExp(`^(?:${AllowedPattern})$`, 's');
  const allowed =
    parts.every((part) => pattern.test(part)) &&
    (AllowedValues?.includes(text) ?? true) &&
    (Type !== 'Number' || isWithin(Number(text), parameter));
  if (!allowed) throw new Error(`${name}=${text} ${ConstraintDescription}`);
  if (Type === 'Number') return Number(text);
  return Type === 'CommaDelimitedList' ? parts : text;
}

function isWithin(
  number: number,
  { MinValue = Number.NEGATIVE_INFINITY, MaxValue = Number.POSITIVE_INFINITY }: Parameter,
) {
  return number >= MinValue && number <= MaxValue;
}
