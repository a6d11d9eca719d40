import type { z } from 'zod';
import { plainText } from '../domain/plain-text.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';
import { WireLabel } from './wire.ts';

/** The label by which our issues are found again. */
export const OURS = 'puptime';

/** GitHub's limit. */
const LONGEST = 50;

const LABELS: z.ZodType<z.infer<typeof WireLabel>[]> = WireLabel.array();

interface Look {
  /** Six hexadecimal digits. */
  color: string;
  description: string;
}

const LOOKS: Readonly<Record<string, Look>> = {
  [OURS]: { color: '1d76db', description: 'Opened and kept by Puptime' },
  outage: { color: 'b60205', description: 'A page that voters depend on is down' },
  blocked: { color: '5319e7', description: 'The monitor is kept out: what voters meet is not known' },
  upkeep: { color: 'fbca04', description: 'A page or a certificate needs a hand; no outage' },
  monitor: { color: '006b75', description: 'The monitor itself does not see' },
  // Those of the forms in .github/ISSUE_TEMPLATE, which GitHub leaves out as long as they are not there.
  page: { color: '0e8a16', description: 'A page to add or to correct in sites.json' },
  'false-alarm': { color: 'd93f0b', description: 'The monitor may have been wrong' },
};
/** Labels that issues of every repository bear, ours and people's; those of groups and kinds are made when they are used first. */
export const STANDING_LABELS: readonly string[] = Object.keys(LOOKS);

const GROUP: Look = { color: 'c5def5', description: 'Pages of one group' };
const KIND: Look = { color: 'd4c5f9', description: 'Pages of one kind' };
const OTHER: Look = { color: 'ededed', description: '' };

/** Names as GitHub takes them, each once: printable, and at most 50 characters. Ours is always among them, and the first. */
export function labelNames(labels: readonly string[]): string[] {
  const names = new Map<string, string>();
  for (const label of [OURS, ...labels]) {
    const name = plainText(label, LONGEST).toWellFormed();
    if (name !== '' && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  return [...names.values()];
}

/** How a label looks. */
export function labelLook(name: string): Look {
  const known = Object.hasOwn(LOOKS, name) ? LOOKS[name] : undefined;
  if (known) return known;
  if (name.startsWith('group:')) return GROUP;
  return name.startsWith('kind:') ? KIND : OTHER;
}

/**
 * Gives labels their colours before they are used first. GitHub makes those that are missing by itself, in grey: so nothing is
 * lost when this fails, or when there are no writes left for it.
 */
export class Labels {
  readonly #api: GithubApi;
  /** Names in lower case; null: GitHub did not tell. */
  #there: Set<string> | null | undefined;

  constructor(api: GithubApi) {
    this.#api = api;
  }

  /** Makes what is missing of the labels while `mayWrite` says so. Rejects with a `GithubProblem` that ends the run. */
  async prepare(names: readonly string[], mayWrite: () => boolean): Promise<void> {
    if (this.#there === undefined) this.#there = await this.#read();
    const there = this.#there;
    if (there === null) return;
    for (const name of names) {
      if (there.has(name.toLowerCase())) continue;
      if (!mayWrite()) return;
      there.add(name.toLowerCase());
      await this.#make(name);
    }
  }

  async #read(): Promise<Set<string> | null> {
    const what = `reading the labels of ${this.#api.repository}`;
    try {
      const labels = await this.#api.list(what, LABELS, (github, place) =>
        github.paginate.iterator(github.rest.issues.listLabelsForRepo, { ...place, per_page: 100 }),
      );
      return new Set(labels.map(({ name }) => name.toLowerCase()));
    } catch (error) {
      this.#tolerate(error);
      return null;
    }
  }

  async #make(name: string): Promise<void> {
    try {
      await this.#api.call(`making the label ${name}`, WireLabel, (rest, place) =>
        rest.issues.createLabel({ ...place, name, ...labelLook(name) }),
      );
    } catch (error) {
      // Another run, or the first try whose answer was lost, was faster.
      if (error instanceof GithubProblem && error.faults.some((fault) => fault.endsWith('already_exists')))
        return;
      this.#tolerate(error);
    }
  }

  /** A colour is worth a line of the log. */
  #tolerate(error: unknown): void {
    if (!(error instanceof GithubProblem) || error.kind === 'limited' || error.kind === 'token') throw error;
    this.#api.log(error.message);
  }
}
