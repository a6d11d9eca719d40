import type { Parameter, Template } from './template.ts';

/** A template with everything in it worked out, as CloudFormation would for the given parameters. */
export interface Stack {
  resources: Readonly<Record<string, { Type: string; Properties: unknown }>>;
  outputs: Readonly<Record<string, unknown>>;
}

/** Where the stack is made. */
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-2',
  'AWS::StackName': 'puptime',
};

/** Stands for a value that is left out. */
const NOTHING = Symbol('AWS::NoValue');

type Value = string | number | string[];

/**
 * Renders a template. References to resources come out as `<Name>` and `<Name.Attribute>`. Throws where CloudFormation would
 * refuse: parameters that are unknown, missing or against their pattern, broken rules, references to what is not made.
 */
export function render(template: Template, given: Readonly<Record<string, string>> = {}): Stack {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(template.Parameters, name));
  if (unknown.length > 0) throw new Error(`the template has no parameter ${unknown.join(', ')}`);
  const values = new Map<string, Value>(
    Object.entries(template.Parameters).map(([name, parameter]) => [
      name,
      valueOf(name, parameter, given[name]),
    ]),
  );
  const made = (condition?: string) => condition === undefined || isTrue(condition);
  const isTrue = (name: string): boolean => {
    if (!Object.hasOwn(template.Conditions, name)) throw new Error(`there is no condition ${name}`);
    return work(template.Conditions[name]) === true;
  };
  const resourceOf = (name: string, what: string): string => {
    const resource = template.Resources[name];
    if (!resource || !made(resource.Condition)) throw new Error(`${what}, which is not made`);
    return `<${what}>`;
  };
  const refer = (name: string): Value | symbol =>
    name === 'AWS::NoValue' ? NOTHING : (values.get(name) ?? PSEUDO[name] ?? resourceOf(name, name));

  const work = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(work).filter((item) => item !== NOTHING);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node);
    const [first] = entries;
    const apply = entries.length === 1 && first ? FUNCTIONS[first[0]] : undefined;
    if (first && apply) return apply(first[1]);
    if (first?.[0].startsWith('Fn::')) throw new Error(`${first[0]} is not known here`);
    return Object.fromEntries(
      entries.flatMap(([key, inner]) => {
        const worked = work(inner);
        return worked === NOTHING ? [] : [[key, worked]];
      }),
    );
  };
  const list = (node: unknown): unknown[] => {
    const worked = work(node);
    if (!Array.isArray(worked)) throw new Error(`a list was expected: ${JSON.stringify(node)}`);
    return worked;
  };
  const FUNCTIONS: Record<string, (argument: unknown) => unknown> = {
    Ref: (name) => refer(String(name)),
    // In a policy `Condition` is an element of its own, and no name.
    Condition: (name) => (typeof name === 'string' ? isTrue(name) : { Condition: work(name) }),
    'Fn::Sub': (text) =>
      String(text).replace(/\$\{([^}]+)\}/g, (_, name: string) =>
        name.includes('.') ? resourceOf(name.replace(/\..*/, ''), name) : String(refer(name)),
      ),
    'Fn::GetAtt': (path) => resourceOf(String(list(path)[0]), list(path).join('.')),
    'Fn::If': (argument) => {
      const [name, then, otherwise] = Array.isArray(argument) ? argument : [];
      return work(isTrue(String(name)) ? then : otherwise);
    },
    'Fn::Equals': (argument) => list(argument)[0] === list(argument)[1],
    'Fn::Not': (argument) => list(argument)[0] !== true,
    'Fn::And': (argument) => list(argument).every((item) => item === true),
    'Fn::Or': (argument) => list(argument).some((item) => item === true),
    'Fn::Join': (argument) => {
      const [glue, parts] = list(argument);
      return list(parts).join(String(glue));
    },
  };

  for (const { Assertions } of Object.values(template.Rules)) {
    const broken = Assertions.find(({ Assert }) => work(Assert) !== true);
    if (broken) throw new Error(broken.AssertDescription);
  }
  const makes = ([, { Condition }]: [string, { Condition?: string | undefined }]) => made(Condition);
  return {
    resources: Object.fromEntries(
      Object.entries(template.Resources)
        .filter(makes)
        .map(([name, { Type, Properties }]) => [name, { Type, Properties: work(Properties) }]),
    ),
    outputs: Object.fromEntries(
      Object.entries(template.Outputs)
        .filter(makes)
        .map(([name, { Value }]) => [name, work(Value)]),
    ),
  };
}

function valueOf(name: string, parameter: Parameter, given: string | undefined): Value {
  const value = given ?? parameter.Default;
  if (value === undefined) throw new Error(`${name} is missing`);
  const text = String(value);
  const {
    AllowedPattern,
    AllowedValues,
    MinValue,
    MaxValue,
    ConstraintDescription = 'is not allowed',
  } = parameter;
  const refuse = () => new Error(`${name}=${text} ${ConstraintDescription}`);
  if (AllowedValues && !AllowedValues.includes(text)) throw refuse();
  const parts = parameter.Type === 'CommaDelimitedList' ? text.split(',').map((part) => part.trim()) : [text];
  const pattern = AllowedPattern === undefined ? null : new RegExp(`^(?:${AllowedPattern})$`);
  if (pattern && !parts.every((part) => pattern.test(part))) throw refuse();
  if (parameter.Type === 'Number') {
    const number = Number(text);
    if (!(number >= (MinValue ?? -Infinity) && number <= (MaxValue ?? Infinity))) throw refuse();
    return number;
  }
  return parameter.Type === 'CommaDelimitedList' ? parts : text;
}
