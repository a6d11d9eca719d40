import type { HtmlVisitor } from './html-walk.ts';

// What is kept of a page, so that a hostile one cannot make reading or judging it slow. Pages that block or fail are small;
// of a page beyond these bounds the beginning is judged.
/** Characters of text. */
export const TEXT_LIMIT = 400_000;
/** Characters of a title or a heading. */
export const TITLE_LIMIT = 500;
const HEADINGS = 50;
const NAMES = 5_000;
const SOURCES = 2_000;
const SOURCE = 500;
/** Characters of each script, and of all. */
const SCRIPT = 4_000;
const SCRIPTS = 64_000;

const UNSEEN = new Set(
  'script style template noscript title textarea iframe noembed noframes object video audio canvas datalist desc'.split(
    ' ',
  ),
);
/** Elements within a line: all others part words. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const SOURCE_OF: ReadonlyMap<string, string> = new Map([
  ['script', 'src'],
  ['iframe', 'src'],
  ['frame', 'src'],
  ['img', 'src'],
  ['embed', 'src'],
  ['object', 'data'],
  ['link', 'href'],
  ['form', 'action'],
]);
const HEADING = /^h[1-3]$/;
const NOT_SHOWN = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** A heading of the page, h1 to h3, as it stands in the source. */
export interface Heading {
  level: string;
  text: string;
}

/** Gathers, while a document is walked, what `PageContent` is made of; white space is not yet folded. */
export class PageReader implements HtmlVisitor {
  title = '';
  text = '';
  scripts = '';
  readonly headings: Heading[] = [];
  readonly ids = new Set<string>();
  readonly classes = new Set<string>();
  readonly sources: string[] = [];
  #depth = 0;
  /** The outermost open element whose content is not shown. */
  #unseen: { name: string; depth: number } | null = null;
  #heading: (Heading & { depth: number }) | null = null;
  #titles = 0;
  #svg = 0;
  #scriptRoom = 0;
  #parted = false;

  onOpen(name: string, attributes: ReadonlyMap<string, string>): void {
    this.#depth += 1;
    if (name === 'svg') this.#svg += 1;
    if (name === 'title' && this.#svg === 0) this.#titles += 1;
    this.#readNames(attributes);
    this.#readSource(name, attributes);
    if (this.#unseen) return;
    if (isUnseen(name, attributes)) {
      this.#unseen = { name, depth: this.#depth };
      this.#scriptRoom = Math.min(SCRIPT, SCRIPTS - this.scripts.length);
    } else if (!this.#heading && HEADING.test(name) && this.headings.length < HEADINGS) {
      this.#heading = { level: name, text: '', depth: this.#depth };
    }
    if (!INLINE.has(name)) this.#part();
  }

  onText(data: string): void {
    if (!this.#unseen) this.#show(data);
    else if (this.#unseen.name === 'script') this.#readScript(data);
    else if (this.#unseen.name === 'title' && this.#titles === 1 && this.#svg === 0)
      this.title += data.slice(0, Math.max(0, TITLE_LIMIT - this.title.length));
  }

  onClose(name: string): void {
    if (this.#unseen?.depth === this.#depth) {
      if (name === 'script') this.#readScript('\n');
      this.#unseen = null;
    }
    if (this.#heading?.depth === this.#depth) {
      this.headings.push(this.#heading);
      this.#heading = null;
    }
    if (!this.#unseen && !INLINE.has(name)) this.#part();
    if (name === 'svg') this.#svg -= 1;
    this.#depth -= 1;
  }

  /** Keeps the words before and after apart. */
  #part(): void {
    if (!this.#parted) this.#show(' ');
    this.#parted = true;
  }

  #show(data: string): void {
    this.#parted = false;
    if (this.text.length < TEXT_LIMIT) this.text += data.slice(0, TEXT_LIMIT - this.text.length);
    if (this.#heading && this.#heading.text.length < TITLE_LIMIT)
      this.#heading.text += data.slice(0, TITLE_LIMIT);
  }

  #readScript(data: string): void {
    if (this.#scriptRoom <= 0) return;
    const part = data.slice(0, this.#scriptRoom);
    this.#scriptRoom -= part.length;
    this.scripts += part;
  }

  #readNames(attributes: ReadonlyMap<string, string>): void {
    const id = attributes.get('id');
    if (id && this.ids.size < NAMES) this.ids.add(id);
    const classes = attributes.get('class');
    if (!classes || this.classes.size >= NAMES) return;
    for (const name of classes.split(/\s+/)) if (name !== '') this.classes.add(name);
  }

  /** Of `noscript` none: what it holds is for visitors without scripts, mostly pixels that count them. */
  #readSource(name: string, attributes: ReadonlyMap<string, string>): void {
    if (this.sources.length >= SOURCES || this.#unseen?.name === 'noscript') return;
    const refresh = name === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'refresh';
    const source = attributes.get(refresh ? 'content' : (SOURCE_OF.get(name) ?? ''));
    if (source) this.sources.push(source.slice(0, SOURCE));
  }
}

function isUnseen(name: string, attributes: ReadonlyMap<string, string>): boolean {
  if (UNSEEN.has(name)) return true;
  // Pages that hide all of themselves are shown by their scripts: as saved, they would be empty.
  if (name === 'body' || name === 'html') return false;
  if (name === 'dialog' && !attributes.has('open')) return true;
  return attributes.has('hidden') || NOT_SHOWN.test(attributes.get('style') ?? '');
}
