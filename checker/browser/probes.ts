import { errors, type Locator, type Page } from 'playwright';
import type { Probe } from '../domain/observation.ts';
import { parsePattern } from '../domain/pattern.ts';
import type { FormPart, ResolvedExpectations } from '../domain/resolved-site.ts';
import type { PageFacts } from './page-facts.ts';

/** Selectors that a site's expectations ask for, in the order in which `probes` reads their answers. */
export function selectorsOf(expect: ResolvedExpectations): string[] {
  return expect.waitFor === null ? expect.selector : [...expect.selector, expect.waitFor];
}

/** Whether what a site expects of its elements is there for a visitor. */
export async function probe(page: Page, expect: ResolvedExpectations, facts: PageFacts): Promise<Probe[]> {
  const selectors = selectorsOf(expect).map((name, index): Probe => {
    const { found, visible } = facts.selectors[index] ?? { found: false, visible: false };
    return {
      kind: index < expect.selector.length ? 'selector' : 'wait-for',
      name,
      found,
      visible,
      enabled: visible,
    };
  });
  return [...selectors, ...(await Promise.all(expect.form.map((part) => probeForm(page, part))))];
}

/** The best of the first few elements that fit: a page often has a hidden twin of its form for phones. */
async function probeForm(page: Page, part: FormPart): Promise<Probe> {
  const kind = 'field' in part ? 'field' : 'button';
  const name = 'field' in part ? part.field : part.button;
  const elements = await locate(page, kind, expressionOf(name)).all();
  const states = await Promise.all(
    elements.slice(0, 10).map(async (element) => {
      const visible = await element.isVisible();
      return { visible, enabled: visible && (await isEnabled(element)) };
    }),
  );
  const visible = states.some((state) => state.visible);
  return { kind, name, found: states.length > 0, visible, enabled: states.some((state) => state.enabled) };
}

/** An element that goes away while it is asked for, or does not answer in time, serves no visitor. */
async function isEnabled(element: Locator): Promise<boolean> {
  try {
    return await element.isEnabled({ timeout: 1_000 });
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

function locate(page: Page, kind: 'field' | 'button', name: RegExp): Locator {
  return kind === 'field'
    ? page.getByLabel(name).or(page.getByPlaceholder(name))
    : page
        .getByRole('button', { name })
        .or(page.getByRole('link', { name }).and(page.locator('.btn, .button')));
}

function expressionOf(name: string): RegExp {
  const pattern = parsePattern(name);
  if (pattern.kind === 'invalid') throw new Error(`not a pattern: ${JSON.stringify(name)}`);
  return pattern.expression;
}
