import { GitError, simpleGit } from 'simple-git';

/** Where the clone in this folder came from; null: it is no clone, or git is not here. */
export async function cloneOrigin(): Promise<string | null> {
  try {
    const remotes = await simpleGit().getRemotes(true);
    return remotes.find(({ name }) => name === 'origin')?.refs.fetch ?? null;
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}
