import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import type { GitDir, TreeChange } from './git-dir.ts';
import { filledGitOf } from './git-refs.ts';
import { gitCommit, gitTree } from './git-wire.ts';
import { NotServed, notFound, Refusal } from './refusal.ts';

type Rested = Rest['git'];
type WantedEntry = Rested['createTree']['parameters']['tree'][number];

/** Objects that lie in the repository: contents, trees, commits. */
export const GIT_DATA: Services = {
  'git/create-blob': service(
    'contents=write',
    ({ repository, input, wire }: Call<Rested['createBlob']['parameters']>) => {
      const { content, encoding = 'utf-8' } = input;
      if (encoding !== 'utf-8' && encoding !== 'base64') {
        throw new NotServed(`the stand-in takes no contents in ${encoding}`);
      }
      const sha = filledGitOf(repository).writeBlob(
        Buffer.from(content, encoding === 'base64' ? encoding : 'utf8'),
      );
      const url = `${wire.repositoryUrl()}/git/blobs/${sha}`;
      return { status: 201, body: { sha, url }, headers: { location: url } };
    },
  ),

  'git/create-tree': service(
    'contents=write',
    ({ repository, input, wire }: Call<Rested['createTree']['parameters']>) => {
      const git = filledGitOf(repository);
      const base = input.base_tree ?? null;
      if (base !== null && git.typeOf(base) !== 'tree') throw new Refusal(422, 'base_tree is not a tree oid');
      const sha = git.writeTree(
        base,
        input.tree.map((entry) => changeOf(git, entry)),
      );
      const body = gitTree(git, sha, false, wire);
      return { status: 201, body, headers: { location: body.url } };
    },
  ),

  'git/get-tree': service(
    'contents=read',
    ({ repository, input, wire }: Call<Rested['getTree']['parameters']>) => {
      const git = filledGitOf(repository);
      const sha = treeAt(git, input.tree_sha);
      return { status: 200, body: gitTree(git, sha, input.recursive !== undefined, wire) };
    },
  ),

  'git/create-commit': service(
    'contents=write',
    ({ repository, grant, input, wire }: Call<Rested['createCommit']['parameters']>) => {
      const git = filledGitOf(repository);
      const { message, tree, parents = [] } = input;
      if (input.signature !== undefined) throw new NotServed('the stand-in takes no signed commits');
      if (git.typeOf(tree) !== 'tree') throw new Refusal(422, 'Tree SHA does not exist');
      if (parents.some((parent) => git.typeOf(parent) !== 'commit')) {
        throw new Refusal(422, 'Parent SHA does not exist or is not a commit object');
      }
      const { id, login } = repository.user(grant.login);
      const own = {
        name: login,
        email: `${id}+${login}@users.noreply.github.com`,
        date: repository.instant(),
      };
      const author = { ...own, ...input.author };
      const sha = git.writeCommit(tree, parents, message, {
        author,
        committer: { ...author, ...input.committer },
      });
      const body = gitCommit(git, sha, wire);
      return { status: 201, body, headers: { location: body.url } };
    },
  ),

  'git/get-commit': service(
    'contents=read',
    ({ repository, input, wire }: Call<Rested['getCommit']['parameters']>) => {
      const git = filledGitOf(repository);
      if (git.typeOf(input.commit_sha) !== 'commit') throw notFound();
      return { status: 200, body: gitCommit(git, input.commit_sha, wire) };
    },
  ),
};

function changeOf(git: GitDir, { path = '', mode = '100644', sha, content }: WantedEntry): TreeChange {
  if (path === '' || path.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    throw new Refusal(422, 'tree.path contains a malformed path component');
  }
  if (mode === '040000' || mode === '160000') throw new NotServed('the stand-in makes trees of files alone');
  if (content !== undefined && sha !== undefined) {
    throw new Refusal(422, 'Must supply either tree.sha or tree.content, not both');
  }
  if (content !== undefined) return { path, mode, sha: git.writeBlob(Buffer.from(content)) };
  if (sha === undefined) throw new Refusal(422, 'Must supply tree.sha or tree.content');
  if (sha !== null && git.typeOf(sha) !== 'blob')
    throw new Refusal(422, `tree.sha ${sha} is not a valid blob`);
  return { path, mode, sha };
}

/** GitHub takes a tree's id, and whatever leads to a tree. */
function treeAt(git: GitDir, name: string): string {
  const type = git.typeOf(name);
  if (type === 'tree') return name;
  const commit = type === 'commit' ? name : (git.ref(`refs/heads/${name}`)?.sha ?? null);
  if (commit === null) throw notFound();
  return git.text(['rev-parse', `${commit}^{tree}`]).trim();
}
