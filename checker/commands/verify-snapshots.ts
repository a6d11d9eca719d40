import { DirectoryStore } from '../archive/directory-store.ts';
import { Observation } from '../domain/observation.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { runPath } from '../domain/run-path.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { Fault } from '../ledger/verify-ledger.ts';

/**
 * Looks up the evidence that runs refer to, and what that refers to in turn: each once. What is not there is counted and is no fault,
 * since snapshots are pruned in time; what is not what its name says is one.
 */
export class SnapshotCheck {
  present = 0;
  absent = 0;
  readonly #store: DirectoryStore;
  readonly #seen = new Set<string>();

  constructor(dir: string) {
    this.#store = new DirectoryStore(dir);
  }

  /** The first fault among the snapshots of a run, told of the run. */
  async check(run: RunRecord): Promise<Fault | null> {
    for (const { visits } of Object.values(run.results)) {
      for (const { evidence } of visits) {
        const what = evidence === null ? null : await this.#faultOf(evidence);
        if (what !== null) return { place: runPath(run), what };
      }
    }
    return null;
  }

  async #faultOf(evidence: string): Promise<string | null> {
    const read = await this.#read(evidence);
    if (read === null || typeof read === 'string') return read;
    const observation = Observation.safeParse(jsonIn(read)).data;
    if (!observation) return `refers to ${evidence} as evidence, and what is kept under that name is none`;
    const { screenshot, dom, body, text } = observation;
    for (const part of [screenshot, dom, body, text]) {
      const bytes = part && (await this.#read(part.sha256));
      if (typeof bytes === 'string') return bytes;
    }
    return null;
  }

  /** Bytes, or what is wrong with them; null when there are none, or when they were looked at before. */
  async #read(sha256: string): Promise<Uint8Array | string | null> {
    if (this.#seen.has(sha256)) return null;
    this.#seen.add(sha256);
    try {
      const bytes = await this.#store.get(sha256);
      if (bytes) this.present += 1;
      else this.absent += 1;
      return bytes;
    } catch (error) {
      if (!(error instanceof PuptimeError)) throw error;
      return `refers to a snapshot that does not hold: ${error.message}`;
    }
  }
}

/** Undefined where it is no JSON. */
function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
