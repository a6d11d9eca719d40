import type { Observation, PageContent } from './observation.ts';

const PICTURE = /\.(png|jpe?g|gif|svg|webp|avif)(\?|#|$)|^data:image\//i;
const ICON = /icon|logo-?\d*\.png|^data:image\/(x-icon|vnd)/i;
const DOCUMENT = /\.pdf(\?|#|$)/i;
const OWN_FILE = /\.(m?js|css)(\?|#|$)/i;

/** Whether a visitor sees nothing: no words, no picture or document that is shown, no element that the site expects. */
export function isEmptyPage(page: PageContent, probes: Observation['probes']): boolean {
  if (page.text !== '' || probes.some(({ visible }) => visible)) return false;
  return !page.sources.some(
    (source) => DOCUMENT.test(source) || (PICTURE.test(source) && !ICON.test(source)),
  );
}

/** Whether scripts of the site's own build the page: as saved, such a page has nothing to judge. */
export function isBuiltByScripts(page: PageContent): boolean {
  return page.sources.some((source) => OWN_FILE.test(source)) || page.scripts.trim() !== '';
}

/** Whether the page loads scripts or styles of its own; a challenge without words does not. */
export function loadsOwnFiles(page: PageContent): boolean {
  return page.sources.some((source) => OWN_FILE.test(source));
}
