import type { Answer } from './call.ts';

/** Entries on a page at most; who asks for more gets these. */
export const LARGEST_PAGE = 100;

/** Which page of a list is asked for. */
interface Asked {
  page?: number | undefined;
  per_page?: number | undefined;
}

/** How many entries a page has when nobody asks, and at most. */
interface PageSize {
  usual: number;
  largest: number;
}

const USUAL_SIZE: PageSize = { usual: 30, largest: LARGEST_PAGE };

/** A page of a list with the links to its neighbours, as an answer. */
export function pageOf<Entry>(
  entries: readonly Entry[],
  asked: Asked,
  url: URL,
  wire: (entry: Entry) => unknown,
  { usual, largest } = USUAL_SIZE,
): Answer {
  const size = Math.min(Math.max(asked.per_page ?? usual, 1), largest);
  const page = Math.max(asked.page ?? 1, 1);
  const last = Math.max(Math.ceil(entries.length / size), 1);
  const links: string[] = [];
  const link = (to: number, rel: string) => {
    const there = new URL(url);
    there.searchParams.set('page', String(to));
    links.push(`<${there.href}>; rel="${rel}"`);
  };
  if (page > 1) link(Math.min(page - 1, last), 'prev');
  if (page < last) {
    link(page + 1, 'next');
    link(last, 'last');
  }
  if (page > 1) link(1, 'first');
  return {
    status: 200,
    body: entries.slice((page - 1) * size, page * size).map(wire),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

/** The same for lists that come under a name, beside the number of all entries. */
export function countedPageOf<Entry>(
  name: string,
  entries: readonly Entry[],
  asked: Asked,
  url: URL,
  wire: (entry: Entry) => unknown,
  size: PageSize = USUAL_SIZE,
): Answer {
  const page = pageOf(entries, asked, url, wire, size);
  return { ...page, body: { total_count: entries.length, [name]: page.body } };
}
