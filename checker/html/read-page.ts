import type { PageContent } from '../domain/observation.ts';
import { walkHtml } from './html-walk.ts';
import { type Heading, PageReader, TEXT_LIMIT, TITLE_LIMIT } from './page-reader.ts';

/**
 * Reads what the classifier needs of an HTML page. Never throws; time grows with the length of `html` alone.
 * `renderedText`: what the browser shows (`innerText`); it takes the place of the text read from `html`, and headings that
 * are not part of it (of a closed dialog, say) do not count. Without it the page is a saved one: scripts have not run, style
 * sheets are not known, and `noscript` is left out, as it would be in a browser.
 */
export function readPage(html: string, renderedText?: string): PageContent {
  const reader = new PageReader();
  walkHtml(html, reader);
  const text = fold(renderedText === undefined ? reader.text : renderedText.slice(0, TEXT_LIMIT));
  return {
    title: fold(reader.title),
    heading: firstHeading(reader.headings, renderedText === undefined ? null : text.toLowerCase()),
    text,
    ids: reader.ids,
    classes: reader.classes,
    sources: reader.sources,
    scripts: reader.scripts,
  };
}

function firstHeading(headings: readonly Heading[], shown: string | null): string {
  const told = headings
    .map(({ level, text }) => ({ level, text: fold(text) }))
    .filter(({ text }) => text !== '' && (shown === null || shown.includes(text.toLowerCase())));
  return (told.find(({ level }) => level === 'h1') ?? told[0])?.text.slice(0, TITLE_LIMIT) ?? '';
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
