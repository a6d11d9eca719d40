import type { ParameterValue } from './parameters.ts';
import type { Template } from './template.ts';

/** Account, partition and region that the stack is made in. */
const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-2',
  'AWS::StackName': 'puptime',
};

/** Stands for a value that is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

/** Works out the functions of a template for some parameters. References to resources come out as `<Name>` and `<Name.Attribute>`. */
export class Evaluation {
  readonly #template: Template;
  readonly #values: ReadonlyMap<string, ParameterValue>;

  constructor(template: Template, values: ReadonlyMap<string, ParameterValue>) {
    this.#template = template;
    this.#values = values;
  }

  /** Whether a condition holds. Throws when there is none of that name. */
  holds(condition: string): boolean {
    const { Conditions } = this.#template;
    if (!Object.hasOwn(Conditions, condition)) throw new Error(`there is no condition ${condition}`);
    return this.work(Conditions[condition]) === true;
  }

  /** A value with every function in it worked out. Throws on references to nothing and on functions that are not known here. */
  work(node: unknown): unknown {
    if (Array.isArray(node)) return node.map((item) => this.work(item)).filter((item) => item !== NO_VALUE);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node);
    const [first] = entries;
    if (first && entries.length === 1 && isFunction(first)) return this.#apply(...first);
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, this.work(inner)]).filter(([, inner]) => inner !== NO_VALUE),
    );
  }

  #apply(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.#refer(String(argument));
      case 'Condition':
        return this.holds(String(argument));
      case 'Fn::Sub':
        return String(argument).replace(/\$\{([^}]+)\}/g, (_, inner: string) =>
          String(inner.includes('.') ? this.#resource(inner) : this.#refer(inner)),
        );
      case 'Fn::GetAtt':
        return this.#resource(this.#list(argument).join('.'));
      case 'Fn::If': {
        const [condition, yes, no] = Array.isArray(argument) ? argument : [];
        return this.work(this.holds(String(condition)) ? yes : no);
      }
      case 'Fn::Equals': {
        const [one, other] = this.#list(argument);
        return one === other;
      }
      case 'Fn::Not':
        return this.#list(argument)[0] !== true;
      case 'Fn::And':
        return this.#list(argument).every((item) => item === true);
      case 'Fn::Or':
        return this.#list(argument).some((item) => item === true);
      case 'Fn::Join': {
        const [glue, parts] = this.#list(argument);
        return this.#list(parts).join(String(glue));
      }
      default:
        throw new Error(`${name} is not known here`);
    }
  }

  #refer(name: string): ParameterValue | symbol {
    if (name === 'AWS::NoValue') return NO_VALUE;
    return this.#values.get(name) ?? PSEUDO_PARAMETERS[name] ?? this.#resource(name);
  }

  #resource(path: string): string {
    const resource = this.#template.Resources[path.replace(/\..*/, '')];
    if (!resource || (resource.Condition !== undefined && !this.holds(resource.Condition))) {
      throw new Error(`${path} is referred to, but not made`);
    }
    return `<${path}>`;
  }

  #list(argument: unknown): unknown[] {
    const list = this.work(argument);
    if (!Array.isArray(list)) throw new Error(`a list was expected: ${JSON.stringify(argument)}`);
    return list;
  }
}

/** In a policy `Condition` is an element; only with a name it refers to a condition of the template. */
function isFunction([key, argument]: [string, unknown]): boolean {
  return key.startsWith('Fn::') || ((key === 'Ref' || key === 'Condition') && typeof argument === 'string');
}
