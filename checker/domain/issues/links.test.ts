import { expect, it } from 'vitest';
import { link, linkTarget, picture } from './links.ts';

it.each([
  ['https://vote.example.gov/a_(b)?x=1&copy;=2#c', 'https://vote.example.gov/a_%28b%29?x=1&amp;copy;=2#c'],
  ['https://vote.example.gov/"><img>', 'https://vote.example.gov/%22%3E%3Cimg%3E'],
  ['https://vote.example.gov/@octocat', 'https://vote.example.gov/%40octocat'],
  ['http://vote.example.gov/', null],
  ['javascript:alert(1)', null],
  ['https://user:secret@vote.example.gov/', null],
  ['https://', null],
  [`https://vote.example.gov/${'a'.repeat(2_000)}`, null],
])('takes %s for %s', (address, target) => {
  expect(linkTarget(address)).toBe(target);
});

it('shows an address that may not be a link as code', () => {
  expect(link('[home]', 'http://vote.example.gov/')).toBe('&#91;home&#93; (`http://vote.example.gov/`)');
  expect(link('home', null)).toBe('home');
});

it('makes no picture of what is not https', () => {
  expect(picture('x', 'data:image/png;base64,AA')).toBeNull();
  expect(picture('a "b"', 'https://vote.example.gov/p.webp')).toBe(
    '<a href="https://vote.example.gov/p.webp"><img src="https://vote.example.gov/p.webp" alt="a &#34;b&#34;" width="360"></a>',
  );
});
