import { expect, it } from 'vitest';
import { aFound } from './found-builder.ts';
import { pagesAddress } from './pages-address.ts';

it.each([
  ['Acme', 'monitor', 'https://acme.github.io/monitor/'],
  ['Acme', 'Monitor', 'https://acme.github.io/Monitor/'],
  ['Acme', 'Acme.github.io', 'https://acme.github.io/'],
  ['acme', 'other.github.io', 'https://acme.github.io/other.github.io/'],
])('expects the site of %s/%s at %s', (owner, name, address) => {
  const repository = { ...aFound().repository, owner, name };
  expect(pagesAddress({ pages: null, repository })).toBe(address);
});

it('takes what GitHub tells where Pages are on', () => {
  const { repository } = aFound();
  const pages = { byActions: true, url: 'https://status.example.org/' };
  expect(pagesAddress({ pages, repository })).toBe('https://status.example.org/');
});
