import { readJson } from './syntax.ts';

/**
 * Indexes of the sites of a sites file that are new or other than before: in what they say, or in what their group or one
 * of their kinds says. A copy of an entry that was there is new. `before` null, or unreadable: all have changed.
 */
export function changedSites(before: string | null, after: string): Set<number> {
  const old = Map.groupBy(before === null ? [] : meanings(before), (meaning) => meaning);
  // Each entry from before stands for one of the entries now.
  return new Set(
    meanings(after).flatMap((meaning, index) => (old.get(meaning)?.pop() === undefined ? [index] : [])),
  );
}

/** For each site all that bears on it, as text. Nothing here is known to fit the schema. */
function meanings(text: string): string[] {
  const file = record(readJson(text).content?.value);
  const [groups, kinds] = [record(file.groups), record(file.kinds)];
  const sites: unknown[] = Array.isArray(file.sites) ? file.sites : [];
  return sites.map((value) => {
    const site = record(value);
    const named: unknown[] = Array.isArray(site.kinds) ? site.kinds : [];
    return JSON.stringify([value, groups[String(site.group)], named.map((kind) => kinds[String(kind)])]);
  });
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
