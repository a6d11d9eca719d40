import type { Repository } from './repository.ts';
import { listPage, threadPage } from './thread-page.ts';

/** The page at a path of GitHub's site: `/owner/name/issues` or an issue below it; null when there is none. */
export function pageAt(repository: Repository, path: string): string | null {
  const { fullName, hasIssues } = repository.settings;
  const root = `/${fullName}/issues`;
  if (!hasIssues || !path.startsWith(root)) return null;
  const setting = { repository: fullName, labels: repository.labels };
  const below = path.slice(root.length);
  if (below === '' || below === '/') return listPage(repository.issues, setting);
  const issue = repository.issues.find(({ number }) => below === `/${number}`);
  return issue ? threadPage(issue, setting) : null;
}
