import type { Node } from 'jsonc-parser';

/** Something wrong at a place of the file, before it has a line and a column. */
export interface Finding {
  /** The value, or the key of a field, that is wrong. */
  node: Node;
  /** What was expected and what was received, printable. */
  message: string;
  /** Indexes of other sites that it is about too. */
  others?: number[];
}

/** Value of a field, or undefined when the node is no object or has no such field. */
export function field(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  // The last one counts, as for JSON.parse; that there are two is a fault of its own.
  return node.children?.findLast((property) => property.children?.[0]?.value === name)?.children?.[1];
}

/** Key and value nodes of an object; none for anything else. */
export function fields(node: Node | undefined): { key: Node; name: string; value: Node }[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [{ key, name: String(key.value), value }] : [],
  );
}

/** Nodes of a list; none for anything else. */
export function elements(node: Node | undefined): Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

/** The nodes that hold text: the node itself, or those of a list. */
export function texts(node: Node | undefined): { node: Node; text: string }[] {
  const nodes = node?.type === 'array' ? elements(node) : node ? [node] : [];
  return nodes.flatMap((each) => (typeof each.value === 'string' ? [{ node: each, text: each.value }] : []));
}

/** Text of the node, or undefined when it holds something else. */
export function textOf(node: Node | undefined): string | undefined {
  return typeof node?.value === 'string' ? node.value : undefined;
}
