import { invalidInput } from './service-error.ts';

/**
 * A page of a list. The token names the last item of the page before, so that items which come and go meanwhile neither repeat
 * nor hide others. Throws `ServiceError` on a token that was not given out for such a list.
 */
export function pageOf<T>(
  items: readonly T[],
  { idOf, size, token }: { idOf(item: T): string; size: number; token: string | undefined },
): { items: T[]; nextPageToken?: string } {
  const start = token === undefined ? 0 : startOf(items.map(idOf), token);
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  const more = last !== undefined && start + size < items.length;
  return more ? { items: page, nextPageToken: tokenFor(start + size, idOf(last)) } : { items: page };
}

function tokenFor(position: number, id: string): string {
  return Buffer.from(JSON.stringify([position, id])).toString('base64url');
}

function startOf(ids: readonly string[], token: string): number {
  const match = /^\[(\d+),"([^"]*)"\]$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  if (!match) throw invalidInput('The page token is not valid.');
  const [, position, id = ''] = match;
  const found = ids.indexOf(id);
  return found === -1 ? Math.max(0, Number(position) - 1) : found + 1;
}
