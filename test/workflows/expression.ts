import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { WorkflowFault } from './fault.ts';

/** What the functions about the state of a job, or of the jobs before it, say. */
export interface Status {
  success: boolean;
  failure: boolean;
  cancelled: boolean;
}

/** What an expression can see: contexts by name, and, where a condition stands, the state. */
export interface Scope {
  contexts: Readonly<Record<string, unknown>>;
  status?: Status;
}

/** An expression ends at the first braces that do not stand in one of its strings. */
const EXPRESSION = /\$\{\{((?:'[^']*'|[^'])*?)\}\}/g;

/** Text with every expression in it replaced by its value. */
export function fillIn(text: string, scope: Scope): string {
  if (text.replace(EXPRESSION, '').includes('${{'))
    throw new WorkflowFault(`an expression without an end: ${text}`);
  return text.replace(EXPRESSION, (_, source: string) => evaluate(source, scope).coerceString());
}

/** A value of a workflow, as deep as it goes; one that is an expression from end to end keeps its type. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') {
    const whole = wholeExpression(value);
    return whole === null ? fillIn(value, scope) : plain(evaluate(whole, scope));
  }
  if (Array.isArray(value)) return value.map((each) => resolve(each, scope));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each, scope)]));
  return value;
}

/** Whether an `if` holds. Without one, and without a function about the state, it takes success before. */
export function holds(condition: string | boolean | undefined, scope: Scope & { status: Status }): boolean {
  if (condition === undefined) return scope.status.success;
  const text = String(condition).trim();
  const whole = wholeExpression(text);
  if (whole === null && text.includes('${{'))
    throw new WorkflowFault(`the condition mixes text and expressions, so that it always holds: ${text}`);
  const source = whole ?? text;
  if (!asksForStatus(source) && !scope.status.success) return false;
  return isTrue(evaluate(source, scope));
}

/** Variables or inputs, filled in. */
export function filled(
  values: Readonly<Record<string, string | number | boolean>>,
  scope: Scope,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, fillIn(String(value), scope)]),
  );
}

/** Whether a setting such as `continue-on-error` is on. */
export function isSet(setting: string | boolean | undefined, scope: Scope): boolean {
  return String(resolve(setting ?? false, scope)) === 'true';
}

/** The minutes of a limit; 0 without one. */
export function minutesOf(limit: string | number | undefined, scope: Scope): number {
  const minutes = Number(resolve(limit ?? 0, scope));
  if (Number.isNaN(minutes)) throw new WorkflowFault(`${limit} is not a number of minutes`);
  return minutes;
}

function wholeExpression(text: string): string | null {
  const [match, ...more] = text.trim().matchAll(EXPRESSION);
  if (match === undefined || more.length > 0 || match[0] !== text.trim()) return null;
  return match[1] ?? null;
}

/**
 * Parses every expression of a text, or the whole text of a condition, without evaluating any. Throws for a context or a function
 * that is not to be had there.
 */
export function checkText(text: string, names: readonly string[], condition: boolean): void {
  const sources = [...text.matchAll(EXPRESSION)].map(([, source = '']) => source);
  const all = condition && sources.length === 0 ? [text] : sources;
  for (const source of all) parse(source, names, condition ? statusFunctions(ANY_STATUS) : []);
}

const ANY_STATUS: Status = { success: true, failure: false, cancelled: false };

function parse(source: string, names: readonly string[], functions: FunctionDefinition[]) {
  try {
    return new Parser(new Lexer(source.trim()).lex().tokens, [...names], functions).parse();
  } catch (cause) {
    throw faultIn(source, cause);
  }
}

function evaluate(source: string, { contexts, status }: Scope): data.ExpressionData {
  const functions = status === undefined ? [] : statusFunctions(status);
  const tree = parse(source, Object.keys(contexts), functions);
  const known = new Map(functions.map((each) => [each.name, each]));
  try {
    return new Evaluator(tree, dictionaryOf(contexts), known).evaluate();
  } catch (cause) {
    throw faultIn(source, cause);
  }
}

function faultIn(source: string, cause: unknown): WorkflowFault {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new WorkflowFault(`\${{ ${source.trim()} }}: ${why}`, { cause });
}

function statusFunctions({ success, failure, cancelled }: Status): FunctionDefinition[] {
  return Object.entries({ always: true, success, failure, cancelled }).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
}

const STATUS_CALL = /^(always|success|failure|cancelled)$/i;

function asksForStatus(source: string): boolean {
  const { tokens } = new Lexer(source.trim()).lex();
  return tokens.some(({ lexeme }, i) => STATUS_CALL.test(lexeme) && tokens[i + 1]?.lexeme === '(');
}

function dictionaryOf(contexts: Scope['contexts']): data.Dictionary {
  return new data.Dictionary(
    ...Object.entries(contexts).map(([key, value]) => ({
      key,
      value: JSON.parse(JSON.stringify(value ?? null), data.reviver) as data.ExpressionData,
    })),
  );
}

function isTrue(value: data.ExpressionData): boolean {
  const it = plain(value);
  return it !== null && it !== false && it !== '' && it !== 0 && !Number.isNaN(it);
}

function plain(value: data.ExpressionData): unknown {
  return JSON.parse(JSON.stringify(value, data.replacer));
}
