import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import type { GitDir, GitObject } from './git-dir.ts';
import { BROKEN, isRuled } from './push-rules.ts';
import { NotServed, notFound, Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import { nodeId, type Wire } from './wire.ts';

type Rested = Rest['git'];

/** References: branches and tags. */
export const GIT_REFS: Services = {
  'git/get-ref': service(
    'contents=read',
    ({ repository, input, wire }: Call<Rested['getRef']['parameters']>) => {
      const git = filledGitOf(repository);
      const ref = `refs/${input.ref}`;
      const object = git.ref(ref);
      if (!object) throw notFound();
      return { status: 200, body: wireOf(ref, object, wire) };
    },
  ),

  'git/create-ref': service(
    'contents=write',
    ({ repository, input, wire }: Call<Rested['createRef']['parameters']>) => {
      const git = filledGitOf(repository);
      const { ref, sha } = input;
      if (!git.isName(ref)) throw new Refusal(422, `${ref} is not a valid ref name.`);
      if (git.ref(ref)) throw new Refusal(422, 'Reference already exists');
      const object = objectOf(git, sha);
      git.setRef(ref, sha);
      const body = wireOf(ref, object, wire);
      return { status: 201, body, headers: { location: body.url } };
    },
  ),

  'git/update-ref': service(
    'contents=write',
    ({ repository, input, wire }: Call<Rested['updateRef']['parameters']>) => {
      const git = filledGitOf(repository);
      const ref = `refs/${input.ref}`;
      const before = git.ref(ref);
      if (!before) throw new Refusal(422, 'Reference does not exist');
      const object = objectOf(git, input.sha);
      const follows = git.follows(input.sha, before.sha);
      if (!input.force && !follows) throw new Refusal(422, 'Update is not a fast forward');
      if (!follows && isRuled(repository, ref, 'non_fast_forward')) {
        throw new Refusal(422, `Repository rule violations found\n\n${BROKEN.non_fast_forward}\n`);
      }
      git.setRef(ref, input.sha);
      return { status: 200, body: wireOf(ref, object, wire) };
    },
  ),

  'git/delete-ref': service(
    'contents=write',
    ({ repository, input }: Call<Rested['deleteRef']['parameters']>) => {
      const git = filledGitOf(repository);
      const ref = `refs/${input.ref}`;
      if (!git.ref(ref)) throw new Refusal(422, 'Reference does not exist');
      if (isRuled(repository, ref, 'deletion')) {
        throw new Refusal(422, `Repository rule violations found\n\n${BROKEN.deletion}\n`);
      }
      git.text(['update-ref', '-d', ref]);
      return { status: 204 };
    },
  ),
};

/** The repository behind the API. */
export function gitOf({ git }: Repository): GitDir {
  if (!git) throw new NotServed('the stand-in was given no gitDir');
  return git;
}

/** The same, in which there must be a commit. */
export function filledGitOf(repository: Repository): GitDir {
  const git = gitOf(repository);
  if (git.isEmpty) throw new Refusal(409, 'Git Repository is empty.');
  return git;
}

function objectOf(git: GitDir, sha: string): GitObject {
  const type = git.typeOf(sha);
  if (type === null) throw new Refusal(422, 'Object does not exist');
  return { sha, type };
}

function wireOf(ref: string, { sha, type }: GitObject, wire: Wire) {
  const api = `${wire.repositoryUrl()}/git`;
  return {
    ref,
    node_id: nodeId(`Ref:${ref}`, wire.repository.id),
    url: `${api}/${ref}`,
    object: { sha, type, url: `${api}/${type}s/${sha}` },
  };
}
