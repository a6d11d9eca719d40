import type { Page } from 'playwright';

/** A page as it stands at one moment. */
export interface PageFacts {
  /** The rendered document, cut at the cap. */
  html: string;
  /** What a visitor can read, cut at the cap. */
  text: string;
  title: string;
  /** CSS pixels. */
  width: number;
  height: number;
  /** For each selector asked for: whether an element fits, and whether one of them is visible. */
  selectors: { found: boolean; visible: boolean }[];
}

const HTML_CAP = 5_000_000;
const TEXT_CAP = 200_000;

/** Reads a page in one question, so that its parts belong to one moment. Rejects while the page navigates away. */
export function readFacts(page: Page, selectors: readonly string[]): Promise<PageFacts> {
  return page.evaluate(
    ({ selectors, htmlCap, textCap }) => {
      const visible = (element: Element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true });
      };
      const find = (selector: string) => {
        try {
          const elements = [...document.querySelectorAll(selector)].slice(0, 100);
          return { found: elements.length > 0, visible: elements.some(visible) };
        } catch {
          return { found: false, visible: false };
        }
      };
      const root = document.documentElement;
      const doctype = document.doctype ? `<!doctype ${document.doctype.name}>\n` : '';
      return {
        html: (doctype + (root?.outerHTML ?? '')).slice(0, htmlCap),
        text: (document.body?.innerText ?? '').slice(0, textCap),
        title: document.title.slice(0, 1_000),
        width: Math.max(root?.clientWidth ?? 0, 1),
        height: Math.max(root?.scrollHeight ?? 0, document.body?.scrollHeight ?? 0, 1),
        selectors: selectors.map(find),
      };
    },
    { selectors: [...selectors], htmlCap: HTML_CAP, textCap: TEXT_CAP },
  );
}
