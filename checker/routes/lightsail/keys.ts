import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { missingTool, SSH_ENVIRONMENT } from './ssh-tools.ts';

const run = promisify(execFile);

/** The keys of one instance, in a directory that only this user can enter. Disposing deletes the directory. */
export interface Keys extends AsyncDisposable {
  /** Absolute path of the private directory (mode 0700). */
  dir: string;
  /** What the instance proves itself with: the private half is for its launch script alone. */
  hostKey: { privateKey: string; publicKey: string };
  /** What we prove ourselves with. `path`: the private key file (mode 0600). */
  client: { path: string; publicKey: string };
}

/**
 * Makes an ed25519 host key and an ed25519 client key for one instance, in a new private directory inside `parent` (made when
 * it is not there). Public keys are single lines, `ssh-ed25519 AAAA… puptime`. Rejects with `PuptimeError` where OpenSSH's
 * client is not installed; then, as after every failure, nothing is left.
 */
export async function makeKeys(
  parent: string,
  environment: NodeJS.ProcessEnv = SSH_ENVIRONMENT,
): Promise<Keys> {
  await mkdir(parent, { recursive: true });
  const dir = await mkdtemp(join(parent, 'keys-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    // Asked for now, before an instance costs money, although only the tunnel needs it.
    await runTool('ssh', ['-V'], environment);
    const host = await makeKey(join(dir, 'host'), environment);
    const client = await makeKey(join(dir, 'client'), environment);
    const privateKey = await readFile(host.path, 'utf8');
    await rm(host.path);
    return { dir, hostKey: { privateKey, publicKey: host.publicKey }, client, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function makeKey(path: string, environment: NodeJS.ProcessEnv) {
  await runTool('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'puptime', '-f', path], environment);
  return { path, publicKey: (await readFile(`${path}.pub`, 'utf8')).trim() };
}

async function runTool(tool: string, parameters: string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await run(tool, parameters, { env, timeout: 30_000 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw missingTool(tool, error);
    throw error;
  }
}
