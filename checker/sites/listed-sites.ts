import type { Node } from 'jsonc-parser';
import { normalAddress } from './address-problem.ts';
import { elements, field, textOf, texts } from './finding.ts';
import { readJson } from './syntax.ts';

/** A site as it stands in the text of a sites file. Nothing in it is known to fit the schema, but that it has an id. */
export interface ListedSite {
  /** In the list of sites, from 0. */
  index: number;
  node: Node;
  idNode: Node;
  id: string;
  url: string;
  /** The same for all spellings of one address. */
  address: string;
  group: string;
  kinds: string[];
  formerly: string[];
}

/** The sites with an id in the text of a sites file; null when it cannot be read at all. */
export function listedSites(text: string): { list: Node | undefined; sites: ListedSite[] } | null {
  const root = readJson(text).content?.root;
  if (!root) return null;
  const list = field(root, 'sites');
  const sites = elements(list).flatMap((node, index) => {
    const idNode = field(node, 'id');
    const id = textOf(idNode);
    if (!idNode || id === undefined) return [];
    const url = textOf(field(node, 'url')) ?? '';
    return {
      index,
      node,
      idNode,
      id,
      url,
      address: normalAddress(url) ?? url,
      group: textOf(field(node, 'group')) ?? '',
      kinds: texts(field(node, 'kinds')).map((kind) => kind.text),
      formerly: texts(field(node, 'formerly')).map((earlier) => earlier.text),
    };
  });
  return { list, sites };
}
