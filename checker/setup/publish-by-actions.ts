import { z } from 'zod';
import type { Change } from '../domain/setup/step.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';
import { withSlash } from './read-found.ts';
import { WirePages } from './wire.ts';

/** Makes Pages publish what workflows built. Gives the site's address; null where GitHub does not tell it yet. */
export async function publishByActions(
  api: GithubApi,
  { exists }: Extract<Change, { do: 'publish-by-actions' }>,
): Promise<string | null> {
  if (exists || !(await create(api))) await change(api);
  const { html_url } = await api.call('reading where the site is', WirePages, (rest, place) =>
    rest.repos.getPages({ ...place }),
  );
  return html_url === undefined ? null : withSlash(html_url);
}

/** False: somebody was faster. */
async function create(api: GithubApi): Promise<boolean> {
  try {
    await api.call('turning Pages on', z.unknown(), (rest, place) =>
      rest.repos.createPagesSite({ ...place, build_type: 'workflow' }),
    );
    return true;
  } catch (error) {
    if (error instanceof GithubProblem && /\(409/.test(error.message)) return false;
    throw error;
  }
}

async function change(api: GithubApi): Promise<void> {
  await api.call('changing where Pages publishes from', z.unknown(), (rest, place) =>
    rest.repos.updateInformationAboutPagesSite({ ...place, build_type: 'workflow' }),
  );
}
