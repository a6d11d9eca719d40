import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const GH_MS = 10_000;

/** The token of who is signed in with `gh`; or why there is none: no `gh` here, or nobody signed in. */
export async function ghToken(
  host: string,
  signal: AbortSignal,
): Promise<{ token: string } | { none: 'no-gh' | 'signed-out' }> {
  try {
    const { stdout } = await promisify(execFile)('gh', ['auth', 'token', '--hostname', host], {
      timeout: GH_MS,
      signal,
    });
    const token = stdout.trim();
    return token === '' ? { none: 'signed-out' } : { token };
  } catch (error) {
    signal.throwIfAborted();
    return {
      none: error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'no-gh' : 'signed-out',
    };
  }
}
