import type { Place } from '../place.ts';

/** Where the site and its repository are: what names are made of. */
export interface Naming extends Place {
  repositoryUrl: string | null;
}

/**
 * Permanent name of a thing as a `tag:` URI (RFC 4151). It is made of the repository's own GitHub Pages host, whether or not the site
 * stands there: a new domain then makes nothing new to feed readers. Without a repository it is made of the site's host.
 */
export function tagId(naming: Naming, name: string): string {
  const { authority, prefix } = authorityOf(naming);
  return `tag:${authority},2026:${prefix}${encodeURI(name)}`;
}

function authorityOf({ repositoryUrl, siteUrl, base }: Naming): { authority: string; prefix: string } {
  const repository = repositoryUrl && URL.parse(repositoryUrl);
  if (repository) {
    const [owner = '', name = ''] = repository.pathname.slice(1).split('/');
    const host = repository.host === 'github.com' ? 'github.io' : repository.hostname;
    return { authority: `${owner.toLowerCase()}.${host}`, prefix: `${name}/` };
  }
  // `.invalid` is never anybody's (RFC 2606).
  const authority = siteUrl ? new URL(siteUrl).hostname : 'puptime.invalid';
  return { authority, prefix: base.slice(1) };
}
