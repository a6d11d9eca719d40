import type { Node } from 'jsonc-parser';
import { type AddressRules, addressProblem, normalAddress } from './address-problem.ts';
import { elements, type Finding, field, fields, textOf, texts } from './finding.ts';
import { didYouMean, nearest } from './nearest.ts';
import { quote } from './quote.ts';

interface Use {
  index: number;
  node: Node;
  what: 'id' | 'formerly';
}

/** Faults of ids, addresses, groups and kinds: what one site alone, or its schema, cannot tell. */
export function* siteFindings(root: Node, rules: AddressRules): Generator<Finding> {
  const sites = elements(field(root, 'sites'));
  yield* idFindings(sites);
  yield* urlFindings(sites, rules);
  const groups = namesOf(field(root, 'groups'));
  const kinds = namesOf(field(root, 'kinds'));
  for (const site of sites) {
    const group = field(site, 'group');
    if (group) yield* unknownKey(group, 'groups', groups);
    const seen = new Set<string>();
    for (const { node, text } of texts(field(site, 'kinds'))) {
      yield* unknownKey(node, 'kinds', kinds);
      if (seen.has(text)) yield { node, message: `expected each kind once, received ${quote(text)} again` };
      seen.add(text);
    }
  }
}

/** Every id, now or formerly, belongs to one site: history is found by it. */
function* idFindings(sites: Node[]): Generator<Finding> {
  const ids = new Map<string, Use>();
  for (const [index, site] of sites.entries()) {
    const node = field(site, 'id');
    const id = textOf(node);
    if (!node || id === undefined) continue;
    yield* claim(ids, id, { index, node, what: 'id' });
  }
  for (const [index, site] of sites.entries()) {
    for (const { node, text } of texts(field(site, 'formerly'))) {
      yield* claim(ids, text, { index, node, what: 'formerly' });
    }
  }
}

function* claim(ids: Map<string, Use>, id: string, use: Use): Generator<Finding> {
  const taken = ids.get(id);
  if (!taken) {
    ids.set(id, use);
    return;
  }
  const expected = use.what === 'id' ? 'an id of its own' : 'an earlier id of this site alone';
  const owner =
    taken.index === use.index
      ? `which is ${taken.what === 'id' ? "this site's own id" : 'listed twice'}`
      : `which is ${taken.what === 'id' ? 'the id' : 'an earlier id'} of sites[${taken.index}]`;
  yield {
    node: use.node,
    message: `expected ${expected}, received ${quote(id)}, ${owner}`,
    others: [taken.index],
  };
}

function* urlFindings(sites: Node[], rules: AddressRules): Generator<Finding> {
  const addresses = new Map<string, { index: number; id: string | undefined }>();
  for (const [index, site] of sites.entries()) {
    const node = field(site, 'url');
    const url = textOf(node);
    if (!node || url === undefined) continue;
    const problem = addressProblem(url, rules);
    if (problem) {
      yield { node, message: problem };
      continue;
    }
    const address = normalAddress(url) ?? url;
    const taken = addresses.get(address);
    if (taken) {
      const owner = `sites[${taken.index}]${taken.id === undefined ? '' : ` (${quote(taken.id)})`}`;
      const message = `expected a page that no other site watches, received ${quote(url)}, which is the page of ${owner}; one site may have several kinds`;
      yield { node, message, others: [taken.index] };
    } else addresses.set(address, { index, id: textOf(field(site, 'id')) });
  }
}

/** Names by key: contributors who write the name of a state get its code as the hint. */
function namesOf(node: Node | undefined): Map<string, string> {
  return new Map(fields(node).map(({ name, value }) => [name, textOf(field(value, 'name')) ?? name]));
}

function* unknownKey(node: Node, place: 'groups' | 'kinds', known: Map<string, string>): Generator<Finding> {
  const key = textOf(node);
  if (key === undefined || known.has(key)) return;
  const named = nearest(key, known.values());
  const byName = [...known].find(([, name]) => name === named)?.[0];
  const hint =
    didYouMean(key, known.keys()) || (byName === undefined ? '' : `; did you mean ${quote(byName)}?`);
  yield { node, message: `expected a key of ${place}, received ${quote(key)}${hint}` };
}
