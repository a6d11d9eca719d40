import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** For tests: what axe finds wrong with an open page, all unfolded: by every rule in light, and by those about colours in dark. */
export async function axeFaults(page: Page): Promise<string[]> {
  await unfold(page);
  const light = axe(page).options({ rules: { 'target-size': { enabled: true } } });
  await page.emulateMedia({ colorScheme: 'light' });
  const found = await faultsOf(light, 'light', 20);
  await page.emulateMedia({ colorScheme: 'dark' });
  return [...found, ...(await faultsOf(axe(page).withTags('cat.color'), 'dark', 0))];
}

/** For tests: by how many pixels an open page is wider than its window, all unfolded; 0 or less: it fits. */
export async function overflowOf(page: Page): Promise<number> {
  await unfold(page);
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Pages have no frames, for which axe would put its parts together in another page. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

/** Throws when no more than so many rules held: then axe has hardly looked. */
async function faultsOf(builder: AxeBuilder, scheme: string, few: number): Promise<string[]> {
  const { violations, passes } = await builder.analyze();
  if (passes.length <= few) throw new Error(`axe found little to look at: ${passes.length} rules held`);
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ html }) => html).slice(0, 3);
    return `${scheme}: ${id}: ${places.join(' ')}`;
  });
}

function unfold(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}
