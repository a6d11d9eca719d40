import { WORDS } from '../words.ts';

/**
 * What has no place in a page: control characters, and marks that turn the order of the text around them
 * (https://trojansource.codes). Each is shown as U+FFFD, so that a reader sees that something stood there.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A value in a query that is long enough to be a session or a token; bounded, so that it is linear. */
const TOKEN = /([?&;#][\w.~%[\]-]{1,80}=)[\w%.~+-]{24,4000}={0,3}/g;

/** Names of headers whose whole value may be a secret or a session. */
const SECRET_HEADER =
  /cookie|authorization|authenticate|token|session|secret|passw|credential|signature|api-?key|csrf|xsrf|jwt/i;

/** Text from a page or a server made fit to be shown: no control marks, no token-like query values, at most `limit` characters. Not escaped: Astro does that. */
export function outsideText(text: string, limit = 500): string {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(UNPRINTABLE, '\uFFFD')
    .replace(TOKEN, `$1${WORDS.struckOut}`)
    .toWellFormed();
  return clean.length > limit ? `${clean.slice(0, limit).toWellFormed()}…` : clean;
}

/** A header's value made fit to be shown; the values of cookies and credentials are struck out whole. */
export function headerText(name: string, value: string): string {
  return SECRET_HEADER.test(name) ? WORDS.struckOut : outsideText(value);
}

/** An address as a link target; null unless it is plain http or https. */
export function webAddress(text: string): string | null {
  const url = URL.parse(text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
