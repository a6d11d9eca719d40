import type { Found } from './found.ts';

/** Where the status site is or, before Pages is on, is going to be. With a slash at its end. */
export function pagesAddress({ pages, repository }: Pick<Found, 'pages' | 'repository'>): string {
  if (pages) return pages.url;
  const host = `${repository.owner.toLowerCase()}.github.io`;
  return repository.name.toLowerCase() === host ? `https://${host}/` : `https://${host}/${repository.name}/`;
}
