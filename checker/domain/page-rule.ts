import type { PageContent } from './observation.ts';
import { own } from './own.ts';

/** Visible characters under which a page counts as one with little text: only there do words prove anything. */
export const LITTLE_TEXT = 1_500;
/** Under this, what the text says stands beside title and heading: such a page is one message. */
const MESSAGE = 400;
const LONGEST_LINE = 300;
/** Not after "4 a.m." or "U.S." */
const SENTENCE_END = /(?<=[.!?])(?<!\b[a-z]\.) /;

/**
 * How long a page's visible text may be for a rule to hold. `conclusive`: its signs are made for that page alone, so that it may
 * carry a menu and a footer; `short`: under `LITTLE_TEXT`; `bare`: hardly a word, the page is a script.
 */
export type Reach = 'conclusive' | 'short' | 'bare';
const REACH: Record<Reach, number> = { conclusive: 5_000, short: LITTLE_TEXT, bare: 25 };

/**
 * Signs of which one is enough. Words (`title`, `heading`, `says`, `text`) are matched in lower case with plain quotes and
 * dashes: a string anywhere in it, an expression as it says. `says`: in the title, a part of it, the first heading, the
 * statements of a page that is one message, or how a page without headings begins. `text` is looked at on pages with little text only. `id` and `class` are whole
 * names, `source` and `script` parts of addresses (lower case) and of inline scripts. `header`: a name, or `name: part of value`.
 */
export interface Signs {
  id?: readonly string[];
  class?: readonly string[];
  source?: readonly (string | RegExp)[];
  script?: readonly string[];
  title?: readonly (string | RegExp)[];
  heading?: readonly (string | RegExp)[];
  says?: readonly (string | RegExp)[];
  text?: readonly (string | RegExp)[];
  header?: readonly string[];
}

/** What must hold for a page to be of a kind. */
export interface PageRule {
  /** Permanent: it stands in recorded reasons. */
  id: string;
  reach: Reach;
  /** Each must hold. */
  all: readonly Signs[];
  /** None may hold. */
  without?: Signs;
  /** Plain wording that anyone may use: gives way to a rule that knows its page. */
  general?: true;
}

/** A page and its headers, made ready for many rules. */
export interface Evidence {
  length: number;
  title: string;
  heading: string;
  says: readonly string[];
  text: string;
  ids: ReadonlySet<string>;
  classes: ReadonlySet<string>;
  sources: string;
  scripts: string;
  headers: Readonly<Record<string, string>>;
  /** The answer itself reports an error: then title and heading prove it on a page of any length. */
  failed: boolean;
}

/** Gets a page ready for the rules; `page` null: there are headers alone. */
export function gatherEvidence(
  page: PageContent | null,
  headers: Readonly<Record<string, string>>,
  status: number | null,
): Evidence {
  const title = plain(page?.title ?? '').slice(0, LONGEST_LINE);
  const heading = plain(page?.heading ?? '').slice(0, LONGEST_LINE);
  const length = page?.text.length ?? 0;
  const text = page && length < LITTLE_TEXT ? plain(page.text) : '';
  const parts = title.split(/ [|:\-»·•/] |: /);
  const sentences = text.split(SENTENCE_END).map((sentence) => sentence.slice(0, LONGEST_LINE));
  const statements = length < MESSAGE ? sentences : heading === '' ? sentences.slice(0, 1) : [];
  return {
    length,
    title,
    heading,
    says: [title, ...parts, heading, ...statements].filter((line) => line !== '' && !isConditional(line)),
    text,
    ids: page?.ids ?? new Set(),
    classes: page?.classes ?? new Set(),
    sources: (page?.sources ?? []).join('\n').toLowerCase(),
    scripts: page?.scripts ?? '',
    headers,
    failed: status !== null && status >= 400,
  };
}

/** What of the page the rule was proven by, in a few words; null: the rule does not hold. */
export function matchRule(rule: PageRule, evidence: Evidence): string | null {
  if (rule.without && findSign(rule.without, evidence, rule.reach) !== null) return null;
  let proof: string | null = null;
  for (const signs of rule.all) {
    const found = findSign(signs, evidence, rule.reach);
    if (found === null) return null;
    proof ??= found;
  }
  return proof;
}

function findSign(signs: Signs, evidence: Evidence, reach: Reach): string | null {
  const header = signs.header?.find((sign) => hasHeader(evidence.headers, sign));
  if (header !== undefined) return header;
  const inReach = evidence.length < REACH[reach];
  if (inReach || evidence.failed) {
    const line =
      findWords(signs.title, [evidence.title]) ??
      findWords(signs.heading, [evidence.heading]) ??
      findWords(signs.says, evidence.says);
    if (line !== null) return line;
  }
  if (!inReach) return null;
  return (
    signs.id?.find((id) => evidence.ids.has(id)) ??
    signs.class?.find((name) => evidence.classes.has(name)) ??
    findWords(signs.source, [evidence.sources]) ??
    signs.script?.find((needle) => evidence.scripts.includes(needle)) ??
    findWords(signs.text, [evidence.text])
  );
}

/** Whether the headers have it: a name, or `name: part of the value`, in lower case. */
export function hasHeader(headers: Readonly<Record<string, string>>, sign: string): boolean {
  const [name = '', part = ''] = sign.split(': ');
  return own(headers, name)?.toLowerCase().includes(part) ?? false;
}

function findWords(
  wanted: readonly (string | RegExp)[] | undefined,
  lines: readonly string[],
): string | null {
  for (const words of wanted ?? []) {
    for (const line of lines) {
      if (typeof words === 'string') {
        if (line.includes(words)) return words;
      } else {
        const match = words.exec(line);
        if (match) return match[0];
      }
    }
  }
  return null;
}

/** "If the site is unavailable, call us", "Technical difficulties?", "will be down on Sunday" do not say that it is so now. */
function isConditional(line: string): boolean {
  return (
    /\b(if|when|whenever|unless|in case|may be|might be|could be)\b/.test(line) ||
    /\bwill be (un|down|off|closed|out|under|perform|taken)/.test(line) ||
    (line.endsWith('?') && !/^(are you|robot)\b/.test(line))
  );
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '');
}
