import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GitError, type SimpleGit, simpleGit } from 'simple-git';

/** A git command that failed. `message`: what git said, one printable line; never the token. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';
}

/** How to reach a remote. */
export interface RemoteAccess {
  /** Address or path of the repository. */
  url: string;
  /** For an https address: sent as GitHub wants it. */
  token?: string | undefined;
}

/** Without a word from git for so long, a command is given up. */
const SILENCE_MS = 60_000;

/**
 * A bare repository of its own in a private temporary folder: a clone without a copy of anything yet, whose remote is `origin`.
 * Contents that are not there are fetched from the remote when they are asked for. Disposing removes it.
 */
export class Git implements AsyncDisposable {
  readonly dir: string;
  readonly #signal: AbortSignal;

  private constructor(dir: string, signal: AbortSignal) {
    this.dir = dir;
    this.#signal = signal;
  }

  static async open({ url, token }: RemoteAccess, signal: AbortSignal): Promise<Git> {
    const git = new Git(await mkdtemp(join(tmpdir(), 'puptime-git-')), signal);
    try {
      await git.text(['init', '--bare', '--quiet']);
      // In a file of ours alone: what stands in arguments or in the environment, every process of the user can read.
      await appendFile(join(git.dir, 'config'), settings(await addressOf(url), token), { mode: 0o600 });
      return git;
    } catch (error) {
      await git[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Standard output of a command. Rejects with `GitFailure`, or with the signal's reason. */
  text(parameters: readonly string[], input?: Uint8Array): Promise<string> {
    return this.#run(commandOf(parameters), (git) => git.raw([...parameters]), input);
  }

  /** Standard output of `git cat-file` as bytes. */
  catFile(parameters: readonly string[], input: Uint8Array): Promise<Buffer> {
    // simple-git types what it gives as any.
    return this.#run('cat-file', (git): Promise<Buffer> => git.binaryCatFile([...parameters]), input);
  }

  async #run<T>(name: string, task: (git: SimpleGit) => Promise<T>, input?: Uint8Array): Promise<T> {
    this.#signal.throwIfAborted();
    const git = simpleGit({
      baseDir: this.dir,
      abort: this.#signal,
      timeout: { block: SILENCE_MS },
      ...(input ? { input: () => Buffer.from(input) } : {}),
    });
    try {
      return await task(git);
    } catch (error) {
      this.#signal.throwIfAborted();
      if (!(error instanceof GitError)) throw error;
      throw new GitFailure(`git ${name}: ${oneLine(error.message)}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A command that was ended by the signal may still be writing.
    await rm(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The name of a command, behind settings that are made for it alone. */
function commandOf(parameters: readonly string[]): string {
  return parameters[parameters[0] === '-c' ? 2 : 0] ?? '';
}

/** A path stays what it is here: git would take it from the folder in which it works. */
async function addressOf(url: string): Promise<string> {
  const folder = await stat(url).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG') return null;
    throw error;
  });
  return folder?.isDirectory() ? resolve(url) : url;
}

/** Nothing of the user's own set-up has a say: no hooks, no prompts, no housekeeping. */
function settings(url: string, token: string | undefined): string {
  const lines = [
    '[core]',
    '\trepositoryFormatVersion = 1',
    '\thooksPath = /dev/null',
    '\taskPass = true',
    '[gc]\n\tauto = 0',
    '[maintenance]\n\tauto = false',
    '[fastimport]\n\tunpackLimit = 0',
    '[extensions]\n\tpartialClone = origin',
    '[remote "origin"]',
    `\turl = ${quoted(url)}`,
    '\tpromisor = true',
    '\tpartialCloneFilter = blob:none',
  ];
  if (token !== undefined) {
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    lines.push(
      `[http ${quoted(new URL(url).origin)}]`,
      `\textraHeader = ${quoted(`Authorization: Basic ${basic}`)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** Progress, the remote's as well as ours, and hints say nothing that a log needs, and leave no room for what does. */
const NOISE =
  /^(hint:|(remote: *)?((Enumerating|Counting|Compressing|Receiving|Resolving|Unpacking|Writing|Updating|Filtering) [\w ]+:|Delta compression|Total \d|$))/;

function oneLine(message: string): string {
  const lines = message.split(/[\r\n]+/).map((line) => line.trim());
  return lines
    .filter((line) => !NOISE.test(line))
    .join('; ')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .slice(0, 1_000);
}
