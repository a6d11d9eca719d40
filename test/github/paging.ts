import type { Answer } from './call.ts';

/** Entries on a page at most; who asks for more gets these. */
export const LARGEST_PAGE = 100;

/** A page of a list with the links to its neighbours, as an answer. */
export function pageOf<Entry>(
  entries: readonly Entry[],
  asked: { page?: number | undefined; per_page?: number | undefined },
  url: URL,
  wire: (entry: Entry) => unknown,
): Answer {
  const size = Math.min(Math.max(asked.per_page ?? 30, 1), LARGEST_PAGE);
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
