import { describe, expect, it } from 'vitest';
import { placeOf } from './place.ts';

describe('where a site stands', () => {
  it.each([
    [{}, { base: '/', siteUrl: null }],
    [{ base: 'puptime' }, { base: '/puptime/', siteUrl: null }],
    [{ siteUrl: null }, { base: '/', siteUrl: null }],
    [{ siteUrl: 'https://a.example' }, { base: '/', siteUrl: 'https://a.example/' }],
    [{ siteUrl: 'https://a.example/b' }, { base: '/b/', siteUrl: 'https://a.example/b/' }],
    [
      { siteUrl: 'https://a.example/b/?x#y', base: '/b' },
      { base: '/b/', siteUrl: 'https://a.example/b/' },
    ],
  ])('%j is %j', (options, place) => {
    expect(placeOf(options)).toEqual(place);
  });

  it.each([
    [{ siteUrl: 'status.example' }, 'expected the address'],
    [{ siteUrl: 'javascript:alert(1)' }, 'expected the address'],
    [{ siteUrl: 'https://a.example/b/', base: '/c/' }, 'make them agree'],
  ])('%j is refused', (options, message) => {
    expect(() => placeOf(options)).toThrow(message);
  });
});
