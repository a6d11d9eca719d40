import { elements, field, textOf, texts } from './finding.ts';
import { readJson } from './syntax.ts';

/** Every id of a site, its own and the earlier ones, and the id that it has now. */
export type SiteNames = ReadonlyMap<string, string>;

/** The names in the text of a sites file, as far as it can be read; null when it cannot be read at all. */
export function siteNames(text: string): SiteNames | null {
  const root = readJson(text).content?.root;
  if (!root) return null;
  const names = new Map<string, string>();
  for (const site of elements(field(root, 'sites'))) {
    const id = textOf(field(site, 'id'));
    if (id === undefined) continue;
    for (const { text: earlier } of texts(field(site, 'formerly'))) names.set(earlier, id);
    names.set(id, id);
  }
  return names;
}
