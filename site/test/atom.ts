import { childrenOf, type XmlElement } from './read-xml.ts';

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** How often each element may stand in a feed and in an entry: RFC 4287, 4.1.1 and 4.1.2. */
const FEED = {
  one: ['id', 'title', 'updated'],
  atMostOne: ['generator', 'icon', 'logo', 'rights', 'subtitle'],
  any: ['author', 'category', 'contributor', 'link', 'entry'],
};
const ENTRY = {
  one: ['id', 'title', 'updated'],
  atMostOne: ['content', 'published', 'rights', 'source', 'summary'],
  any: ['author', 'category', 'contributor', 'link'],
};

/** What in a feed breaks RFC 4287; [] when it obeys. */
export function faultsOfFeed(feed: XmlElement): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string) => holds || faults.push(fault);
  check(feed.name === 'feed' && feed.attributes.xmlns === 'http://www.w3.org/2005/Atom', 'no feed of Atom');
  counts(feed, FEED, check);
  const entries = childrenOf(feed, 'entry');
  const hasAuthor = childrenOf(feed, 'author').length > 0;
  check(
    childrenOf(feed, 'link').some((link) => link.attributes.rel === 'self'),
    'no link to itself',
  );
  const ids = entries.map((entry) => childrenOf(entry, 'id')[0]?.text);
  check(new Set(ids).size === ids.length, 'two entries of one id');
  for (const entry of entries) {
    counts(entry, ENTRY, check);
    check(hasAuthor || childrenOf(entry, 'author').length > 0, 'an entry without author');
    const linked = childrenOf(entry, 'link').some(
      (link) => (link.attributes.rel ?? 'alternate') === 'alternate',
    );
    check(linked || childrenOf(entry, 'content').length === 1, 'an entry with neither content nor link');
  }
  for (const element of [feed, ...entries]) {
    for (const person of [...childrenOf(element, 'author'), ...childrenOf(element, 'contributor')]) {
      check(childrenOf(person, 'name').length === 1, 'a person without name');
    }
    for (const link of childrenOf(element, 'link'))
      check(isAddress(link.attributes.href), 'a link to nowhere');
    for (const category of childrenOf(element, 'category')) check(!!category.attributes.term, 'no term');
    for (const date of [...childrenOf(element, 'updated'), ...childrenOf(element, 'published')]) {
      check(DATE.test(date.text) && !Number.isNaN(Date.parse(date.text)), `no date: ${date.text}`);
    }
    for (const id of childrenOf(element, 'id'))
      check(/^[a-z][a-z0-9+.-]*:\S+$/.test(id.text), `no IRI: ${id.text}`);
    for (const text of ['title', 'subtitle', 'summary', 'content'].flatMap((name) =>
      childrenOf(element, name),
    )) {
      check(['text', 'html', undefined].includes(text.attributes.type), `type ${text.attributes.type}`);
      check(text.children.length === 0, 'markup in a text');
    }
  }
  return faults;
}

function counts(
  element: XmlElement,
  rules: typeof FEED,
  check: (holds: boolean, fault: string) => void,
): void {
  const count = (name: string) => childrenOf(element, name).length;
  for (const name of rules.one) check(count(name) === 1, `${count(name)} ${name} in ${element.name}`);
  for (const name of rules.atMostOne) check(count(name) <= 1, `${count(name)} ${name} in ${element.name}`);
  const known = [...rules.one, ...rules.atMostOne, ...rules.any];
  for (const { name } of element.children) check(known.includes(name), `${name} in ${element.name}`);
}

function isAddress(href: string | undefined): boolean {
  return href !== undefined && href !== '' && URL.canParse(href, 'https://base.example/');
}
