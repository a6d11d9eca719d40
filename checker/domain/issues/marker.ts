import { z } from 'zod';

/** What an issue of Puptime is about. The first three are labels as well. */
export const IssueKind = z.enum(['outage', 'blocked', 'monitor', 'certificate', 'drift']);
export type IssueKind = z.infer<typeof IssueKind>;

/**
 * What an issue remembers of itself, hidden at the end of its body: what it is about, and what was told there. All else is rendered
 * from the data and never read back.
 */
export const Marker = z.strictObject({
  version: z.literal(1),
  kind: IssueKind,
  /** Of outages the id of the first incident; else what it is about: `vendor imperva`, `certificate vote.example.gov`. */
  key: z.string().max(300),
  /** As Puptime left it. A state or title that differs is a person's will. */
  open: z.boolean(),
  title: z.string().max(256),
  /** Ids of what it tells of (incidents; sites): still standing, and told as over. */
  standing: z.array(z.string()),
  over: z.array(z.string()),
  /** Keys of what was told since it was opened or reopened last, so that nothing is told twice. */
  told: z.array(z.string()),
  falls: z.int().min(1),
  /** When the live figures of the body were those of the data. */
  live: z.string(),
});
export type Marker = z.infer<typeof Marker>;

/** A marker as it was found. `text`: what stands before it; `edited`: a person has changed that since. */
export type FoundMarker = Marker & { text: string; edited: boolean };

const Hidden = Marker.extend({ print: z.string() });

const BODY = /<!-- puptime (\{.*\}) -->\s*$/s;
const COMMENT = /<!-- puptime-said (\S+) -->\s*$/;

/** A body with its marker at the end. */
export function withMarker(body: string, marker: Marker): string {
  // Neither "-->" nor a line end may stand within it.
  const json = JSON.stringify({ ...marker, print: fingerprint(body) }).replace(
    /[<>&\u2028\u2029]|--/g,
    (found) => [...found].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  );
  return `${body}\n\n<!-- puptime ${json} -->`;
}

/** The marker of a body; null where there is none that can be read: an issue of a person's own, or one whose body was rewritten. */
export function markerIn(body: string): FoundMarker | null {
  const found = BODY.exec(body);
  if (!found) return null;
  try {
    const hidden = Hidden.safeParse(JSON.parse(found[1] ?? '')).data;
    if (!hidden) return null;
    const { print, ...marker } = hidden;
    const text = body.slice(0, found.index).trimEnd();
    return { ...marker, text, edited: print !== fingerprint(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A comment that says by a hidden key what it told. Keys are of letters, digits and `:.-_`. */
export function withKey(comment: string, key: string): string {
  return `${comment}\n\n<!-- puptime-said ${key} -->`;
}

/** The key of a comment; null of one by a person. */
export function keyIn(comment: string): string | null {
  return COMMENT.exec(comment)?.[1] ?? null;
}

/** FNV-1a of the words of a text; the web form of GitHub changes line ends and white space at them. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text.replace(/\s+/g, ' ').trim()) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
