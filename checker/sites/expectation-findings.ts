import type { Node } from 'jsonc-parser';
import { Duration, durationMs } from '../domain/duration.ts';
import { type AddressRules, addressProblem, hostProblem } from './address-problem.ts';
import { elements, type Finding, field, fields, textOf, texts } from './finding.ts';
import { patternProblem } from './pattern-problem.ts';
import { quote } from './quote.ts';
import { selectorProblem } from './selector-problem.ts';

/** Faults of what pages are expected to show, in defaults, kinds and sites, and of the canaries. */
export function* expectationFindings(root: Node, rules: AddressRules): Generator<Finding> {
  for (const canary of elements(field(root, 'canaries'))) {
    const url = field(canary, 'url');
    yield* problems(url, (text) => addressProblem(text, rules));
    yield* problems(field(canary, 'text'), patternProblem);
  }
  yield* ofExpectations(field(root, 'defaults'), rules);
  for (const { value } of fields(field(root, 'kinds'))) yield* ofExpectations(field(value, 'expect'), rules);
  for (const site of elements(field(root, 'sites'))) yield* ofExpectations(field(site, 'expect'), rules);
}

function* ofExpectations(expect: Node | undefined, rules: AddressRules): Generator<Finding> {
  const text = field(expect, 'text');
  for (const node of [text, field(text, 'all'), field(text, 'any')]) yield* problems(node, patternProblem);
  yield* problems(field(expect, 'absent'), patternProblem);
  yield* problems(field(expect, 'title'), patternProblem);
  const form = field(expect, 'form');
  for (const part of form?.type === 'array' ? elements(form) : [form]) {
    yield* problems(field(part, 'field'), patternProblem);
    yield* problems(field(part, 'button'), patternProblem);
  }
  yield* problems(field(expect, 'selector'), selectorProblem);
  yield* problems(field(expect, 'waitFor'), selectorProblem);
  yield* problems(field(expect, 'host'), (text) => hostPatternProblem(text, rules));
  yield* problems(field(expect, 'contentType'), mediaTypeProblem);
  yield* slowBeyondTimeout(expect);
}

function* problems(node: Node | undefined, find: (text: string) => string | null): Generator<Finding> {
  for (const each of texts(node)) {
    const message = find(each.text);
    if (message !== null) yield { node: each.node, message };
  }
}

function hostPatternProblem(text: string, rules: AddressRules): string | null {
  const problem = hostProblem(text.replace(/^\*\./, ''), rules);
  return (
    problem && `${problem}, received ${quote(text)} (a host is written as vote.example.gov or *.example.gov)`
  );
}

function mediaTypeProblem(text: string): string | null {
  if (/^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/.test(text)) return null;
  return `expected a media type in lower case, such as application/pdf, received ${quote(text)}`;
}

function* slowBeyondTimeout(expect: Node | undefined): Generator<Finding> {
  const node = field(expect, 'slowAfter');
  const [slow, timeout] = [textOf(node), textOf(field(expect, 'timeout'))];
  if (!node || !slow || !timeout || ![slow, timeout].every((text) => Duration.safeParse(text).success))
    return;
  if (durationMs(slow) < durationMs(timeout)) return;
  yield { node, message: `expected less than the timeout (${timeout}), received ${quote(slow)}` };
}
