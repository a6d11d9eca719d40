import { Parser } from 'htmlparser2';
import { markdownToHtml } from 'satteri';

/** Elements that GitHub shows when they are written in an issue → their own attributes; those of `EVERYWHERE` are added. */
const ELEMENTS = new Map<string, readonly string[]>([
  ['a', ['href']],
  ['blockquote', ['cite']],
  ['details', ['open']],
  ['img', ['src', 'alt', 'width', 'height']],
  ['input', ['type', 'checked', 'disabled']],
  ['li', ['class', 'id']],
  ['ol', ['start', 'reversed']],
  ['source', ['srcset', 'media']],
  ['td', ['colspan', 'rowspan']],
  ['th', ['colspan', 'rowspan', 'scope']],
  ['ul', ['class']],
  ['code', ['class']],
  ...(
    'b br caption cite dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd mark p picture pre q ' +
    'rp rt ruby s samp section small span strike strong sub summary sup table tbody tfoot thead tr tt var wbr'
  )
    .split(' ')
    .map((name): [string, readonly string[]] => [name, []]),
]);

const EVERYWHERE = ['align', 'dir', 'lang', 'title'];

/** Elements that go with all that is in them; of others that are not let in, what is in them stays. */
const DROPPED = new Set([
  'script',
  'style',
  'iframe',
  'noscript',
  'template',
  'title',
  'textarea',
  'xmp',
  'math',
  'svg',
]);

const VOID = new Set(['br', 'hr', 'img', 'input', 'source', 'wbr']);

/** Markdown of any origin as HTML that is safe to show, with as much HTML of its own as GitHub lets in. */
export function renderMarkdown(markdown: string): string {
  const features = { frontmatter: false, gfm: true };
  return sanitised(markdownToHtml(markdown, { features }).html);
}

/** HTML with elements and attributes of the lists alone, balanced; comments left out. */
function sanitised(html: string): string {
  const out: string[] = [];
  const open: string[] = [];
  let dropping = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (DROPPED.has(name)) dropping++;
      if (dropping > 0) return;
      const allowed = ELEMENTS.get(name);
      if (!allowed) return;
      const kept = Object.entries(attributes).filter(([attribute, value]) =>
        isAllowed(attribute, value, allowed),
      );
      // The only field is the box of a task.
      if (name === 'input' && attributes.type !== 'checkbox') return;
      const words = kept.map(([attribute, value]) => ` ${attribute}="${escapeHtml(value)}"`).join('');
      out.push(`<${name}${words}${name === 'a' ? ' rel="nofollow"' : ''}>`);
      if (!VOID.has(name)) open.push(name);
    },
    ontext(text) {
      if (dropping === 0) out.push(escapeHtml(text));
    },
    onclosetag(name) {
      if (dropping > 0 && DROPPED.has(name)) dropping--;
      if (dropping > 0 || !open.includes(name)) return;
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        out.push(`</${last}>`);
        if (last === name) return;
      }
    },
  });
  parser.end(html);
  return (
    out.join('') +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
}

function isAllowed(attribute: string, value: string, allowed: readonly string[]): boolean {
  if (!allowed.includes(attribute) && !EVERYWHERE.includes(attribute)) return false;
  if (attribute === 'href') return /^(https?:|mailto:|#)/i.test(value);
  if (attribute === 'src' || attribute === 'srcset') return /^https?:/i.test(value);
  return true;
}

/** Text for HTML, between tags or in a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
