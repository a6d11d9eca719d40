import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import { type PagesSite, pagesAddress } from './pages-site.ts';
import { NotServed, notFound, Refusal, validationFailed } from './refusal.ts';
import type { Repository } from './repository.ts';
import type { Wire } from './wire.ts';

type Rested = Rest['repos'];

/** The Pages site: whether there is one, where from, and where. */
export const PAGES: Services = {
  'repos/get-pages': service(
    'pages=read',
    ({ repository, wire }: Call<Rested['getPages']['parameters']>) => ({
      status: 200,
      body: wireOf(repository, pagesOf(repository), wire),
    }),
  ),

  'repos/create-pages-site': service(
    'administration=write,pages=write',
    ({ repository, input, wire }: Call<Rested['createPagesSite']['parameters']>) => {
      const { private: closed, paid, defaultBranch } = repository.settings;
      if (closed && !paid) {
        throw new Refusal(422, 'Your current plan does not support GitHub Pages for this repository.');
      }
      if (repository.pages) throw new Refusal(409, 'GitHub Pages is already enabled.');
      const { build_type: buildType = 'legacy', source = { branch: defaultBranch } } = input;
      checkBranch(repository, buildType, source.branch);
      repository.pages = {
        buildType,
        source: { branch: source.branch, path: source.path ?? '/' },
        cname: null,
        httpsEnforced: true,
        status: null,
      };
      return { status: 201, body: wireOf(repository, repository.pages, wire) };
    },
  ),

  'repos/update-information-about-pages-site': service(
    'administration=write,pages=write',
    ({ repository, input }: Call<Rested['updateInformationAboutPagesSite']['parameters']>) => {
      const pages = pagesOf(repository);
      const { build_type, source, cname, https_enforced } = input;
      if (typeof source === 'string')
        throw new NotServed('the stand-in takes a source of Pages as an object');
      const buildType = build_type ?? pages.buildType;
      checkBranch(repository, buildType, source?.branch ?? pages.source.branch);
      Object.assign(pages, {
        buildType,
        source: source ?? pages.source,
        cname: cname === undefined ? pages.cname : cname,
        httpsEnforced: https_enforced ?? pages.httpsEnforced,
      });
      return { status: 204 };
    },
  ),
};

/** A site that is built from a branch needs the branch. */
function checkBranch({ git }: Repository, buildType: PagesSite['buildType'], branch: string): void {
  if (buildType === 'workflow' || !git || git.ref(`refs/heads/${branch}`)) return;
  throw validationFailed({
    resource: 'Page',
    field: 'source',
    code: 'custom',
    message: `The ${branch} branch must exist before GitHub Pages can be built.`,
  });
}

function pagesOf({ pages }: Repository): PagesSite {
  if (!pages) throw notFound();
  return pages;
}

function wireOf(repository: Repository, pages: PagesSite, wire: Wire) {
  return {
    url: `${wire.repositoryUrl()}/pages`,
    status: pages.status,
    cname: pages.cname,
    custom_404: false,
    html_url: pagesAddress(repository),
    build_type: pages.buildType,
    source: pages.source,
    public: true,
    protected_domain_state: null,
    pending_domain_unverified_at: null,
    https_enforced: pages.httpsEnforced,
  };
}
