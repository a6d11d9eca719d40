import type { Repository } from './repository.ts';

/** The Pages site of the repository. */
export interface PagesSite {
  /** `workflow`: what Actions deploy; `legacy`: what stands on the branch. */
  buildType: 'workflow' | 'legacy';
  source: { branch: string; path: string };
  /** A domain of its own. */
  cname: string | null;
  httpsEnforced: boolean;
  /** Null until something was deployed. */
  status: 'built' | 'building' | 'errored' | null;
}

/** Where a site is, with a slash at its end: the owner's domain, below which `owner.github.io` is the root. */
export function pagesAddress({ owner, name, pages }: Repository): string {
  if (pages?.cname) return `${pages.httpsEnforced ? 'https' : 'http'}://${pages.cname}/`;
  const host = `${owner.toLowerCase()}.github.io`;
  return name.toLowerCase() === host ? `https://${host}/` : `https://${host}/${name}/`;
}
