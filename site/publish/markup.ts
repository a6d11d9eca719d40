import { outsideText } from '../src/data/outside-text.ts';

/** What no XML document may hold besides what `outsideText` takes out. */
const NO_CHARACTERS = /[\ufffe\uffff]/g;

/** Text of others made fit for XML and for one line of it: not escaped yet. */
export function lineText(text: string, limit?: number): string {
  return outsideText(text, limit).replace(NO_CHARACTERS, '\ufffd').replace(/\s+/g, ' ').trim();
}

/** Text as markup has it, within elements and within quoted attributes. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
