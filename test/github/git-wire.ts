import type { GitDir } from './git-dir.ts';
import { nodeId, type Wire } from './wire.ts';

/** A commit as the API's git half says it. */
export function gitCommit(git: GitDir, sha: string, wire: Wire) {
  const format = '%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%T%x00%P%x00%B';
  const shown = git.text(['show', '--no-patch', `--format=${format}`, sha]).split('\0');
  const [name = '', email = '', at = '', byName = '', byEmail = '', byAt = '', tree = '', above = ''] = shown;
  const api = `${wire.repositoryUrl()}/git`;
  const page = `${wire.webUrl}/${wire.repository.settings.fullName}/commit`;
  const parents = above.split(' ').filter((parent) => parent !== '');
  return {
    sha,
    node_id: nodeId(`Commit:${sha}`, wire.repository.id),
    url: `${api}/commits/${sha}`,
    html_url: `${page}/${sha}`,
    author: { name, email, date: instantOf(at) },
    committer: { name: byName, email: byEmail, date: instantOf(byAt) },
    message: (shown[8] ?? '').trimEnd(),
    tree: { sha: tree, url: `${api}/trees/${tree}` },
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${page}/${parent}`,
    })),
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}

/** A tree with what is in it; sizes of contents in bytes. */
export function gitTree(git: GitDir, sha: string, recursive: boolean, wire: Wire) {
  const api = `${wire.repositoryUrl()}/git`;
  const listed = git.text(['ls-tree', '--long', '-z', ...(recursive ? ['-r', '-t'] : []), sha]);
  const entries = listed.split('\0').filter((line) => line !== '');
  return {
    sha,
    url: `${api}/trees/${sha}`,
    truncated: false,
    tree: entries.map((line) => {
      const [meta = '', path = ''] = line.split('\t');
      const [mode = '', type = '', id = '', size = ''] = meta.split(/ +/);
      const bytes = size === '-' ? {} : { size: Number(size) };
      return { path, mode, type, sha: id, ...bytes, url: `${api}/${type}s/${id}` };
    }),
  };
}

function instantOf(seconds: string): string {
  return new Date(Number(seconds) * 1000).toISOString().replace(/\.\d+/, '');
}
