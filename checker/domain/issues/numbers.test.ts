import { expect, it } from 'vitest';
import { ordinal, pagesText } from './numbers.ts';

it.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [21, '21st'],
  [112, '112th'],
])('counts %d as the %s', (count, text) => {
  expect(ordinal(count)).toBe(text);
});

it('tells one page from several', () => {
  expect([pagesText(0), pagesText(1), pagesText(2)]).toEqual(['0 pages', '1 page', '2 pages']);
});
