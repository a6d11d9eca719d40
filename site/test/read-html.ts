import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Parser } from 'htmlparser2';

/** An element of a page with its attributes, as a browser would take them. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
}

/** A page of a built site. */
export interface BuiltPage {
  /** Below the output folder. */
  path: string;
  html: string;
  elements: Element[];
}

/** Every page of a built site. */
export function readPages(folder: string): BuiltPage[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const html = readFileSync(path, 'utf8');
      return { path: relative(folder, path), html, elements: elementsOf(html) };
    });
}

/** Addresses to which a page links or from which it loads something. */
export function references({ elements }: BuiltPage): { tag: string; loads: boolean; value: string }[] {
  return elements.flatMap(({ name, attributes: { href, src } }) => [
    ...(href === undefined ? [] : [{ tag: name, loads: name === 'link', value: href }]),
    ...(src === undefined ? [] : [{ tag: name, loads: true, value: src }]),
  ]);
}

/** The elements of a piece of HTML in their order. */
export function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  const parser = new Parser({ onopentag: (name, attributes) => elements.push({ name, attributes }) });
  parser.end(html);
  return elements;
}
