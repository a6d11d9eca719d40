import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { MARK } from './left-behind.ts';

/** The computer of one job: folders of its own, and what its steps have left for the steps after them. */
export class Machine implements AsyncDisposable {
  readonly root: string;
  readonly workspace: string;
  readonly temp: string;
  readonly home: string;
  readonly tools: string;
  /** The value by which its processes are known. */
  readonly mark = `github_${randomUUID()}`;
  /** Set by `GITHUB_ENV`. */
  readonly added: Record<string, string> = {};
  readonly #paths: string[] = [];

  private constructor(root: string, repository: string) {
    const name = repository.split('/').at(-1) ?? repository;
    this.root = root;
    this.workspace = join(root, 'work', name, name);
    this.temp = join(root, 'work', '_temp');
    this.home = join(root, 'home');
    this.tools = join(root, 'tools');
  }

  /** Makes one in a folder that is not there yet. `nodeModules`: what `npm ci` puts into place. */
  static async start(root: string, repository: string, nodeModules: string): Promise<Machine> {
    const machine = new Machine(root, repository);
    const bin = join(machine.tools, 'bin');
    for (const folder of [machine.workspace, machine.temp, machine.home, bin])
      await mkdir(folder, { recursive: true });
    await mkdir(join(root, 'tmp'));
    await chmod(join(root, 'tmp'), 0o1777);
    await writeFile(join(bin, 'npm'), npmFor(nodeModules), { mode: 0o755 });
    // GitHub's runner may do anything by sudo; here root may, and needs none.
    if (process.getuid?.() === 0) await writeFile(join(bin, 'sudo'), SUDO, { mode: 0o755 });
    return machine;
  }

  /** Variables that a program finds here before any workflow has its say. */
  basics(): Record<string, string> {
    return {
      CI: 'true',
      HOME: this.home,
      LANG: 'C.UTF-8',
      TMPDIR: join(this.root, 'tmp'),
      USER: process.env.USER ?? 'runner',
      PATH: [join(this.tools, 'bin'), ...systemPath()].join(delimiter),
    };
  }

  /** The `runner` context. */
  context(): Record<string, string> {
    return {
      name: 'stand-in',
      os: 'Linux',
      arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
      environment: 'github-hosted',
      temp: this.temp,
      tool_cache: this.tools,
      debug: '',
    };
  }

  /** What the runner sets, whatever a workflow says. */
  variables(): Record<string, string> {
    const context = Object.entries(this.context()).filter(([, value]) => value !== '');
    return {
      ...Object.fromEntries(context.map(([name, value]) => [`RUNNER_${name.toUpperCase()}`, value])),
      [MARK]: this.mark,
      GITHUB_ACTIONS: 'true',
    };
  }

  /** Puts a folder at the head of `PATH`. */
  prepend(path: string): void {
    this.#paths.unshift(path);
  }

  /** `PATH` with what was prepended. */
  path(before: string): string {
    return [...new Set([...this.#paths, ...before.split(delimiter)])].join(delimiter);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

const SUDO = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
  -n) shift ;;
  --) shift; break ;;
  -*) echo "sudo $1: not here" >&2; exit 1 ;;
  *) break ;;
  esac
done
exec "$@"
`;

/** Programs of packages are not those of the machine. */
function systemPath(): string[] {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
}

/** Stands before npm in `PATH`: it installs nothing, but puts what was installed into place. */
function npmFor(nodeModules: string): string {
  const npm = systemPath()
    .map((folder) => join(folder, 'npm'))
    .find((file) => existsSync(file));
  return `#!/bin/sh
for word in "$@"; do
  case $word in
  -*) ;;
  ci | clean-install)
    test -f package-lock.json || { echo 'npm ci: no package-lock.json' >&2; exit 1; }
    rm -rf node_modules
    ln -s '${nodeModules}' node_modules
    exit ;;
  i | install | add) echo "npm $word: not here" >&2; exit 1 ;;
  *) break ;;
  esac
done
exec '${npm ?? 'npm-is-missing'}' "$@"
`;
}
