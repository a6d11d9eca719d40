import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** What a walk tells of a document, in its order. Every `onOpen` has its `onClose`, but for elements still open at the end. */
export interface HtmlVisitor {
  /** `attributes`: only those of `READ_ATTRIBUTES`, decoded, capped, the first of each name. Good until the call returns. */
  onOpen(name: string, attributes: ReadonlyMap<string, string>): void;
  onText(data: string): void;
  onClose(name: string): void;
}

const READ_ATTRIBUTES = new Set([
  'id',
  'class',
  'src',
  'href',
  'action',
  'data',
  'content',
  'http-equiv',
  'style',
  'hidden',
  'open',
]);
const LONGEST_ATTRIBUTE = 'http-equiv'.length;
const LONGEST_VALUE = 4_000;
const LONGEST_NAME = 40;
/** Tags, attributes, pieces of text and entities after which a walk ends. Pages of 1 MB have about 50,000. */
const STEPS = 250_000;
/** Characters that are walked: a flood of ampersands takes the tokenizer 40 ms a million. */
const HTML_LIMIT = 3_000_000;

const VOID = new Set(
  'area base basefont br col embed frame hr img image input link meta param source track wbr'.split(' '),
);

const cells = ['td', 'th'];
const blocks =
  'address article aside blockquote center details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul';

/** Start tag → elements it ends when they are innermost, their end tags being optional: a hidden row must not hide the next. */
const ENDS: ReadonlyMap<string, readonly string[]> = new Map([
  ...blocks.split(' ').map((name): [string, string[]] => [name, ['p']]),
  ['li', ['li', 'p']],
  ['dt', ['dt', 'dd', 'p']],
  ['dd', ['dt', 'dd', 'p']],
  ['td', [...cells, 'p']],
  ['th', [...cells, 'p']],
  ['tr', ['tr', ...cells, 'p']],
  ['tbody', ['tbody', 'thead', 'tr', ...cells]],
  ['tfoot', ['tbody', 'thead', 'tr', ...cells]],
  ['option', ['option']],
  ['optgroup', ['option', 'optgroup']],
  ['body', ['head']],
]);

/**
 * Walks HTML of any origin in one pass: time grows with its length alone, however it is nested or broken, and the walk ends
 * early in a document of more than 3 million characters or 250,000 pieces. That is why this is built on the tokenizer: `Parser` of htmlparser2 keeps
 * its open elements in an array that it shifts and searches, so that 100,000 nested elements, or as many end tags of nothing,
 * take it many seconds.
 */
export function walkHtml(html: string, visitor: HtmlVisitor): void {
  const walk = new Walk(html, visitor, () => tokenizer.pause());
  const tokenizer = new Tokenizer({}, walk);
  tokenizer.write(html.slice(0, HTML_LIMIT));
  // Does nothing when the walk ended early.
  tokenizer.end();
}

class Walk implements TokenizerCallbacks {
  readonly #html: string;
  readonly #visitor: HtmlVisitor;
  readonly #open: string[] = [];
  readonly #count = new Map<string, number>();
  readonly #attributes = new Map<string, string>();
  readonly #stop: () => void;
  #steps = 0;
  #tag = '';
  #attribute: string | null = null;
  #value = '';

  constructor(html: string, visitor: HtmlVisitor, stop: () => void) {
    this.#html = html;
    this.#visitor = visitor;
    this.#stop = stop;
  }

  onopentagname(start: number, end: number): void {
    this.#step();
    this.#tag = this.#name(start, end);
    this.#attributes.clear();
  }

  onattribname(start: number, end: number): void {
    this.#step();
    this.#attribute = null;
    this.#value = '';
    if (end - start > LONGEST_ATTRIBUTE) return;
    const name = this.#html.slice(start, end).toLowerCase();
    if (READ_ATTRIBUTES.has(name) && !this.#attributes.has(name)) this.#attribute = name;
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute === null) return;
    const room = LONGEST_VALUE - this.#value.length;
    if (room > 0) this.#value += this.#html.slice(start, Math.min(end, start + room));
  }

  onattribentity(codePoint: number): void {
    this.#step();
    if (this.#attribute !== null && this.#value.length < LONGEST_VALUE)
      this.#value += String.fromCodePoint(codePoint);
  }

  onattribend(): void {
    if (this.#attribute !== null) this.#attributes.set(this.#attribute, this.#value);
    this.#attribute = null;
  }

  onopentagend(): void {
    this.#enter(false);
  }

  onselfclosingtag(): void {
    this.#enter(this.isInForeignContext());
  }

  onclosetag(start: number, end: number): void {
    this.#step();
    const name = this.#name(start, end);
    if (!this.#isOpen(name)) return;
    while (this.#leave() !== name);
  }

  ontext(start: number, end: number): void {
    this.#step();
    this.#visitor.onText(this.#html.slice(start, end));
  }

  ontextentity(codePoint: number): void {
    this.#step();
    this.#visitor.onText(String.fromCodePoint(codePoint));
  }

  oncdata(start: number, end: number, endOffset: number): void {
    if (this.isInForeignContext()) this.#visitor.onText(this.#html.slice(start, end - endOffset));
  }

  isInForeignContext(): boolean {
    return (this.#isOpen('svg') || this.#isOpen('math')) && !this.#isOpen('foreignobject');
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #name(start: number, end: number): string {
    return this.#html.slice(start, Math.min(end, start + LONGEST_NAME)).toLowerCase();
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > STEPS) this.#stop();
  }

  #isOpen(name: string): boolean {
    return (this.#count.get(name) ?? 0) > 0;
  }

  #enter(closed: boolean): void {
    const name = this.#tag;
    const ends = ENDS.get(name);
    while (ends?.includes(this.#open.at(-1) ?? '')) this.#leave();
    this.#visitor.onOpen(name, this.#attributes);
    if (closed || VOID.has(name)) {
      this.#visitor.onClose(name);
      return;
    }
    this.#open.push(name);
    this.#count.set(name, (this.#count.get(name) ?? 0) + 1);
  }

  #leave(): string {
    const name = this.#open.pop();
    if (name === undefined) throw new Error('no element is open');
    this.#count.set(name, (this.#count.get(name) ?? 0) - 1);
    this.#visitor.onClose(name);
    return name;
  }
}
