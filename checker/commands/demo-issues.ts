import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitHubStandIn, startGitHub } from '../../test/github/stand-in.ts';
import { threadPage } from '../../test/github/thread-page.ts';
import { markerIn } from '../domain/issues/marker.ts';
import type { CommandContext } from './context.ts';
import { openLedger } from './ledger-place.ts';
import { notify } from './notify-issues.ts';
import type { Places } from './run-cycle.ts';

/** The GitHub issues of the demo: a stand-in for GitHub on this machine. */
export class DemoIssues implements AsyncDisposable {
  readonly #github: GitHubStandIn;
  readonly #context: CommandContext;
  readonly #siteUrl: string;

  private constructor(github: GitHubStandIn, context: CommandContext, siteUrl: string) {
    this.#github = github;
    // Links of issues go by names, not by addresses.
    const server = github.webUrl.replace('127.0.0.1', 'localhost');
    this.#context = { ...context, env: { ...context.env, ...github.env, GITHUB_SERVER_URL: server } };
    this.#siteUrl = siteUrl;
  }

  /** `siteUrl`: where the status site is going to be served. */
  static async open(context: CommandContext, siteUrl: string): Promise<DemoIssues> {
    return new DemoIssues(await startGitHub({ repository: 'demo/monitor' }), context, siteUrl);
  }

  /** Brings the issues in line with what a cycle recorded, and says what was done. */
  async follow(places: Places, say: (text: string) => void): Promise<void> {
    await using ledger = await openLedger({ ...places, branch: 'data' }, this.#context);
    const options = {
      sites: places.sites,
      data: places.data,
      branch: 'data',
      snapshots: places.snapshots,
      snapshotsBranch: 'snapshots',
      siteUrl: this.#siteUrl,
      mostWrites: 20,
    };
    // Nobody's limits are to be kept to here.
    const { planned } = await notify(this.#context, options, ledger, say, { spacingMs: 0 });
    const done = planned.map(({ why }) => why);
    say(`GitHub issues: ${done.length === 0 ? 'nothing to do' : done.join('; ')}.\n`);
  }

  /** Writes each thread as a page into a folder; gives the path of the newest one about a site, null when there is none. */
  async write(dir: string, site: string): Promise<string | null> {
    await mkdir(dir, { recursive: true });
    const { state, issues } = this.#github;
    let path: string | null = null;
    for (const issue of issues) {
      const file = join(dir, `${issue.number}.html`);
      await writeFile(file, threadPage(issue, { repository: state.settings.fullName, labels: state.labels }));
      const { standing = [], over = [] } = markerIn(issue.body ?? '') ?? {};
      if ([...standing, ...over].some((id) => id.startsWith(`${site}-`))) path = file;
    }
    return path;
  }

  /** Address of the list of issues while the demo runs. */
  get url(): string {
    return `${this.#github.webUrl.replace('127.0.0.1', 'localhost')}/${this.#github.repository}/issues`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#github.close();
  }
}
