import { SUBSCRIBE } from '../words/subscribe.ts';
import { outsideText } from './outside-text.ts';

/** What in a name would end the code around it, or mean something in it. */
const ACTIVE = /[[\](){}<>"'`\\&*_|!\s]+/g;

/** Code that shows a page's badge as a link to the page; addresses are this site's own. */
export function badgeCode({ name, image, page }: { name: string; image: string; page: string }): {
  markdown: string;
  html: string;
} {
  const alt = SUBSCRIBE.badgeOf(outsideText(name, 80).replace(ACTIVE, ' ').trim());
  return {
    markdown: `[![${alt}](${image})](${page})`,
    html: `<a href="${page}"><img src="${image}" alt="${alt}" height="20"></a>`,
  };
}
