import { Parser } from 'htmlparser2';

/** An element of an XML document with all that is in it. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Its own text, and that of CDATA. */
  text: string;
}

/** What no XML 1.0 document may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Reads a document and throws on what is not well-formed: names that do not match, bare `&` and `<`, forbidden characters, two roots. */
export function readXml(xml: string): XmlElement {
  if (NO_CHARACTER.test(xml) || !xml.isWellFormed()) throw new Error('a character that XML forbids');
  refuseBareMarkup(xml);
  const roots: XmlElement[] = [];
  const open: XmlElement[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name, attributes, children: [], text: '' };
        (open.at(-1)?.children ?? roots).push(element);
        open.push(element);
      },
      ontext(text) {
        const element = open.at(-1);
        if (element) element.text += text;
        else if (text.trim() !== '') throw new Error(`text outside the root: ${text}`);
      },
      onclosetag(name, implied) {
        if (open.pop()?.name !== name || (implied && !xml.includes('/>')))
          throw new Error(`<${name}> does not end`);
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeCDATA: true },
  );
  parser.end(xml);
  const [root, ...others] = roots;
  if (!root || others.length > 0) throw new Error('not one root');
  return root;
}

/** The elements of a name among the children. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** What a lenient parser forgives: every `<` must begin a tag, every `&` a reference, and tags must nest. */
function refuseBareMarkup(xml: string): void {
  const bare = xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').replace(/^<\?xml [^<>]*\?>/, '');
  const tag = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/g;
  const text = bare.replace(tag, '');
  if (/[<>]|\]\]>/.test(text))
    throw new Error(`markup that is no tag: ${text.match(/.{0,40}[<>].{0,40}/)?.[0]}`);
  const reference = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi;
  if (bare.replace(reference, '').includes('&')) throw new Error('a bare &');
  const open: string[] = [];
  for (const [, closes, name, , empty] of bare.matchAll(tag)) {
    if (closes) {
      if (open.pop() !== name) throw new Error(`</${name}> does not match`);
    } else if (!empty) open.push(name ?? '');
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> does not end`);
}
