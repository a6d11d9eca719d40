/**
 * Whether a pattern of a ruleset is about a branch: a whole reference, `~ALL`, `~DEFAULT_BRANCH`, or one with `*` (within a part of
 * the name), `**` (over all parts) and `?`.
 */
export function refMatches(pattern: string, branch: string, defaultBranch: string): boolean {
  if (pattern === '~ALL') return true;
  if (pattern === '~DEFAULT_BRANCH') return branch === defaultBranch;
  const source = pattern.replace(/\*\*\/?|\*|\?|[^*?]+/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
  return new RegExp(`^${source}$`).test(`refs/heads/${branch}`);
}
