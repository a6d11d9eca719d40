import { z } from 'zod';
import { PolicyDocument } from '../lightsail/policy.ts';
import { Evaluation } from './evaluation.ts';
import { parameterValues } from './parameters.ts';
import { readTemplate, type Template } from './template.ts';

/** What CloudFormation would make of a template. */
export interface Stack {
  resources: Readonly<Record<string, { Type: string; Properties: unknown }>>;
  outputs: Readonly<Record<string, unknown>>;
}

/** Renders a template. Throws where CloudFormation would refuse it: on parameters, rules, and references to what is not made. */
export function render(template: Template, given: Readonly<Record<string, string>>): Stack {
  const evaluation = new Evaluation(template, parameterValues(template, given));
  for (const { Assertions } of Object.values(template.Rules)) {
    const broken = Assertions.find(({ Assert }) => evaluation.work(Assert) !== true);
    if (broken) throw new Error(broken.AssertDescription);
  }
  const made = <T extends { Condition?: string | undefined }>(all: Record<string, T>): [string, T][] =>
    Object.entries(all).filter(([, { Condition }]) => Condition === undefined || evaluation.holds(Condition));
  return {
    resources: Object.fromEntries(
      made(template.Resources).map(([name, { Type, Properties }]) => [
        name,
        { Type, Properties: evaluation.work(Properties) },
      ]),
    ),
    outputs: Object.fromEntries(
      made(template.Outputs).map(([name, { Value }]) => [name, evaluation.work(Value)]),
    ),
  };
}

/** The repository of the tests, as its instances are tagged. */
export const REPOSITORY = 'votes/puptime';

/** Puptime's own template for the tests' repository. */
export function aStack(given: Readonly<Record<string, string>> = {}): Stack {
  return render(readTemplate(), { GitHubOwner: 'votes', GitHubRepository: 'puptime', ...given });
}

const Role = z.object({
  Properties: z.object({
    MaxSessionDuration: z.number().optional(),
    AssumeRolePolicyDocument: z.unknown(),
    Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown() })),
  }),
});

/** The properties of a role of a stack. Throws when it is not made. */
export function roleOf({ resources }: Stack, name: 'MonitorRole' | 'ReaperRole') {
  return Role.parse(resources[name]).Properties;
}

/** What a role of a stack may do with Lightsail. Throws on a policy that the stand-in could not judge. */
export function policyOf(stack: Stack, name: 'MonitorRole' | 'ReaperRole'): PolicyDocument {
  const policy = roleOf(stack, name).Policies.find(({ PolicyName }) => PolicyName.endsWith('own-instances'));
  PolicyDocument.parse(policy?.PolicyDocument);
  return policy?.PolicyDocument as PolicyDocument;
}

/** Every action that a policy allows, in order. */
export function actionsOf(policy: PolicyDocument): string[] {
  return PolicyDocument.parse(policy)
    .Statement.filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action)
    .toSorted();
}
