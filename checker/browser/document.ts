import { readFile } from 'node:fs/promises';
import type { BrowserContext } from 'playwright';
import type { Observation } from '../domain/observation.ts';
import { before, LATE } from './deadline.ts';
import type { PageWatch } from './page-watch.ts';

export type Magic = NonNullable<Observation['document']>['magic'];

const SIGNATURES: readonly [Magic, Buffer][] = [
  ['pdf', Buffer.from('%PDF-')],
  ['zip', Buffer.from('PK')],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['gif', Buffer.from('GIF8')],
];

/** What bytes are by how they begin, whatever their sender calls them. */
export function magicOf(bytes: Buffer): Magic {
  if (bytes.length === 0) return 'empty';
  const known = SIGNATURES.find(([, signature]) => bytes.subarray(0, signature.length).equals(signature));
  if (known) return known[0];
  if (
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' &&
    bytes.subarray(8, 12).toString('latin1') === 'WEBP'
  )
    return 'webp';
  const start = bytes.subarray(0, 512).toString('latin1');
  if (/^\s*<(!doctype html|html|head|body)/i.test(start)) return 'html';
  return /^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(start) ? 'text' : 'other';
}

/** Media types that the browser renders as a page of its own text. */
export function isPage(contentType: string | null): boolean {
  return contentType === null || /^(text\/html|application\/xhtml\+xml|text\/plain)\b/i.test(contentType);
}

/**
 * Bytes of a document that is no page: of the download where the browser made it one, else asked for once more over the same
 * exit with the same cookies (the browser's own viewer keeps them from us). Null when they do not come in time.
 */
export async function fetchDocument(
  context: BrowserContext,
  watch: PageWatch,
  url: string,
): Promise<Buffer | null> {
  const fetching = watch.download ? readDownload(watch.download) : ask(context, url);
  const bytes = await before(30_000, fetching);
  return bytes === LATE ? null : bytes;
}

async function readDownload(download: NonNullable<PageWatch['download']>): Promise<Buffer | null> {
  if (await download.failure()) return null;
  const bytes = await readFile(await download.path());
  await download.delete();
  return bytes;
}

async function ask(context: BrowserContext, url: string): Promise<Buffer | null> {
  const response = await context.request.get(url, { timeout: 25_000, maxRedirects: 5 });
  try {
    return response.ok() ? await response.body() : null;
  } finally {
    await response.dispose();
  }
}
