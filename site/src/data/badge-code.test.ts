import { expect, it } from 'vitest';
import { HARMFUL } from '../../test/published.ts';
import { elementsOf } from '../../test/read-html.ts';
import { badgeCode } from './badge-code.ts';

const image = 'https://a.example/badge/x.svg';
const page = 'https://a.example/pages/x/';

it('shows a badge as a link, in Markdown and in HTML', () => {
  expect(badgeCode({ name: 'Track your ballot', image, page })).toEqual({
    markdown: `[![Status of Track your ballot](${image})](${page})`,
    html: `<a href="${page}"><img src="${image}" alt="Status of Track your ballot" height="20"></a>`,
  });
});

it.each(HARMFUL)('is ended by nothing in %j', (name) => {
  const { markdown, html } = badgeCode({ name, image, page });
  expect(markdown).toMatch(/^\[!\[[^[\]()\n]+\]\(https:[^()\s]+\)\]\(https:[^()\s]+\)$/);
  expect(elementsOf(html).map((element) => [element.name, Object.keys(element.attributes)])).toEqual([
    ['a', ['href']],
    ['img', ['src', 'alt', 'height']],
  ]);
});
