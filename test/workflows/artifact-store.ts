import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ActionFailure } from './actions/action.ts';
import { Seats } from './seats.ts';

/** Files that a run keeps beyond its jobs. */
export interface Artifact {
  id: number;
  name: string;
  runId: number;
  attempt: number;
  /** Folder with its files. */
  dir: string;
  /** Paths within it. */
  files: readonly string[];
  size: number;
}

/** What GitHub's artifact service refuses in a name, since not every file system takes it. */
const NOT_IN_NAMES = /["<>:|*?\r\n\\/]/;
const NOT_IN_PATHS = /["<>:|*?\r\n]/;

/** The artifacts of all runs, on disk. */
export class ArtifactStore {
  readonly #root: string;
  readonly #all: Artifact[] = [];
  /** Two jobs may want one name at the same time. */
  readonly #turn = new Seats(1);
  #last = 0;
  readonly #kept: (artifact: Artifact) => void | Promise<void>;

  /** `kept` is told of each one. */
  constructor(root: string, kept: (artifact: Artifact) => void | Promise<void>) {
    this.#root = root;
    this.#kept = kept;
  }

  /** Those of a run, the newest of each name. */
  of(runId: number): Artifact[] {
    return [
      ...new Map(this.#all.filter((each) => each.runId === runId).map((each) => [each.name, each])).values(),
    ];
  }

  /**
   * Keeps files: path within the artifact → where it lies now. Contents alone are kept: neither links nor modes. Throws
   * `ActionFailure` for names that GitHub does not take, and for one that the attempt has used, unless it is to be replaced.
   */
  async keep(
    run: { id: number; attempt: number },
    name: string,
    files: ReadonlyMap<string, string>,
    overwrite: boolean,
  ): Promise<Artifact> {
    if (NOT_IN_NAMES.test(name)) throw new ActionFailure(`The artifact name is not valid: ${name}`);
    const wrong = [...files.keys()].find((path) => NOT_IN_PATHS.test(path));
    if (wrong !== undefined)
      throw new ActionFailure(`The path for one of the files in artifact is not valid: ${wrong}`);
    return this.#turn.with(() =>
      this.#put({ id: ++this.#last, name, runId: run.id, attempt: run.attempt }, files, overwrite),
    );
  }

  async #put(
    head: Pick<Artifact, 'id' | 'name' | 'runId' | 'attempt'>,
    files: ReadonlyMap<string, string>,
    overwrite: boolean,
  ): Promise<Artifact> {
    const same = this.#all.findIndex(
      (each) => each.runId === head.runId && each.attempt === head.attempt && each.name === head.name,
    );
    if (same >= 0 && !overwrite)
      throw new ActionFailure(
        'Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists on the workflow run',
      );
    if (same >= 0) await rm(this.#all.splice(same, 1)[0]?.dir ?? '', { recursive: true });
    const dir = join(this.#root, String(head.id));
    let size = 0;
    for (const [path, source] of files) {
      const target = join(dir, path);
      await mkdir(dirname(target), { recursive: true });
      // A copy of what a link leads to, not of the link.
      const bytes = await readFile(source);
      size += bytes.length;
      await writeFile(target, bytes);
    }
    const artifact = { ...head, dir, files: [...files.keys()], size };
    this.#all.push(artifact);
    await this.#kept(artifact);
    return artifact;
  }

  /** Unpacks one into a folder. */
  static async unpack(artifact: Artifact, target: string): Promise<void> {
    await mkdir(target, { recursive: true });
    await cp(artifact.dir, target, { recursive: true });
  }
}
