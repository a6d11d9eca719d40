import { attribute, code, markdown } from './escaping.ts';

/** An address longer than this is shown, not linked. */
const LONGEST = 2_000;

/** An address as the target of a link in Markdown or HTML; null unless it is https (or of this machine), without user and password, and of usual length. */
export function linkTarget(address: string): string | null {
  const url = URL.parse(address);
  if (!url || !(url.protocol === 'https:' || isOwn(url)) || url.username !== '' || url.password !== '')
    return null;
  const target = url.href
    .replace(/[()[\]{}\\|`^'"<>@$*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('&', '&amp;');
  return target.length > LONGEST ? null : target;
}

/** Words that link to an address; the words alone without one, and beside the address as code when it may not be a link. */
export function link(words: string, address: string | null): string {
  const text = markdown(words);
  if (address === null) return text;
  const target = linkTarget(address);
  return target === null ? `${text} (${code(address)})` : `[${text}](${target})`;
}

/** A picture that links to itself, so wide that two stand side by side; null when its address may not be a link. */
export function picture(alt: string, address: string): string | null {
  const target = linkTarget(address);
  return target && `<a href="${target}"><img src="${target}" alt="${attribute(alt)}" width="360"></a>`;
}

/** What the demo shows stands on this machine. */
function isOwn({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === 'localhost' || hostname.endsWith('.localhost'));
}
