import { expect, it } from 'vitest';
import { gitTrouble } from './git-trouble.ts';

it.each([
  [
    "remote: Permission to acme/monitor.git denied to github-actions[bot]; fatal: unable to access 'https://github.com/acme/monitor/': The requested URL returned error: 403",
    true,
    /contents: write/,
  ],
  [
    "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
    true,
    /GITHUB_TOKEN/,
  ],
  [
    "remote: Repository not found.; fatal: repository 'https://github.com/acme/x/' not found",
    true,
    /--remote/,
  ],
  ["fatal: '/nowhere' does not appear to be a git repository", true, /--remote/],
  ['fatal: write error: No space left on device', true, /room/],
  ['remote: error: GH006: Protected branch update failed for refs/heads/data.', true, /rules/],
  ['! [remote rejected] 1234567 -> data (pre-receive hook declined)', true, /rules/],
  ["fatal: unable to access 'https://github.com/': Could not resolve host: github.com", false, /network/],
  ['fatal: the remote end hung up unexpectedly', false, null],
] as const)('%s', (message, final, remedy) => {
  const trouble = gitTrouble(message);
  expect(trouble.final).toBe(final);
  if (remedy) expect(trouble.remedy).toMatch(remedy);
  else expect(trouble.remedy).toBeNull();
});
