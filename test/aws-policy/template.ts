import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CollectionTag, parseDocument, type ScalarTag } from 'yaml';
import { z } from 'zod';

/** Where the template of the AWS account is. */
export const TEMPLATE_FILE = resolve(import.meta.dirname, '../../.github/aws/puptime.yml');

const Parameter = z.strictObject({
  Type: z.enum(['String', 'Number', 'CommaDelimitedList']),
  Description: z.string(),
  Default: z.union([z.string(), z.number()]).optional(),
  AllowedPattern: z.string().optional(),
  AllowedValues: z.array(z.string()).optional(),
  MinValue: z.number().optional(),
  MaxValue: z.number().optional(),
  NoEcho: z.boolean().optional(),
  ConstraintDescription: z.string().optional(),
});
export type Parameter = z.output<typeof Parameter>;

const Resource = z.looseObject({
  Type: z.string(),
  Condition: z.string().optional(),
  Properties: z.record(z.string(), z.unknown()),
});

const Rule = z.strictObject({
  Assertions: z.array(z.strictObject({ Assert: z.unknown(), AssertDescription: z.string() })),
});

/** A CloudFormation template, as far as Puptime's uses the language. Short forms of functions are read as their long ones. */
export const Template = z.strictObject({
  AWSTemplateFormatVersion: z.literal('2010-09-09'),
  Description: z.string(),
  Metadata: z.unknown().optional(),
  Parameters: z.record(z.string(), Parameter),
  Rules: z.record(z.string(), Rule).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(
    z.string(),
    z.strictObject({ Description: z.string(), Condition: z.string().optional(), Value: z.unknown() }),
  ),
});
export type Template = z.output<typeof Template>;

const ofText = (tag: string, long: string, read: (text: string) => unknown = (text) => text): ScalarTag => ({
  tag,
  resolve: (text) => ({ [long]: read(text) }),
});

const ofList = (tag: string, long: string): CollectionTag => ({
  tag,
  collection: 'seq',
  resolve: (list) => ({ [long]: list.toJSON() }),
});

const TAGS = [
  ofText('!Ref', 'Ref'),
  ofText('!Condition', 'Condition'),
  ofText('!Sub', 'Fn::Sub'),
  ofText('!GetAtt', 'Fn::GetAtt', (text) => text.split('.')),
  ...['If', 'Not', 'And', 'Or', 'Equals', 'Join'].map((name) => ofList(`!${name}`, `Fn::${name}`)),
];

/** Reads a template. Throws on YAML that is wrong, on functions that are not known here, and on what a template cannot have. */
export function parseTemplate(text: string): Template {
  const document = parseDocument(text, { customTags: TAGS });
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong) throw wrong;
  return Template.parse(document.toJS());
}

/** Puptime's own template. */
export function readTemplate(): Template {
  return parseTemplate(readFileSync(TEMPLATE_FILE, 'utf8'));
}
