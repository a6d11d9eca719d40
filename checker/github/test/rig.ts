import { z } from 'zod';
import { type GitHubOptions, type GitHubStandIn, startGitHub } from '../../../test/github/stand-in.ts';
import type { GithubAccess } from '../github-access.ts';
import { GithubApi } from '../github-api.ts';

/** A repository of the stand-in, and a way to it whose waits only turn the clock of both. */
export interface ApiRig extends AsyncDisposable {
  github: GitHubStandIn;
  /** What was logged. */
  lines: string[];
  /** Waits that were asked for, in milliseconds. */
  waits: number[];
  /** Cuts off what is under way. */
  interrupt: AbortController;
  /** What happens at each wait, after it is noted. */
  atWait: (ms: number) => void;
  now(): Date;
  /** Puts the clock forward. */
  pass(hours: number): void;
  /** How a client finds it. */
  access: GithubAccess;
  /** Such a client. */
  api: GithubApi;
  /** Lists the labels. */
  read(api?: GithubApi): Promise<unknown[]>;
  /** Opens an issue. */
  open(title: string, api?: GithubApi): Promise<unknown>;
}

/** Begins at the time of this machine, since Octokit reckons with it. Disposing fails when a request was against GitHub's description. */
export async function anApiRig(
  options: GitHubOptions = {},
  access: Partial<GithubAccess> = {},
): Promise<ApiRig> {
  let clock = Date.now();
  const now = () => new Date(clock);
  const github = await startGitHub({ now, ...options });
  const interrupt = new AbortController();
  const lines: string[] = [];
  const waits: number[] = [];
  const whole: GithubAccess = {
    apiUrl: github.apiUrl,
    repository: github.repository,
    token: github.token,
    userAgent: 'puptime/test',
    log: (line) => lines.push(line),
    now,
    signal: interrupt.signal,
    spacingMs: 0,
    wait: async (ms, signal) => {
      waits.push(ms);
      rig.atWait(ms);
      signal.throwIfAborted();
      clock += ms;
    },
    ...access,
  };
  const rig: ApiRig = {
    ...{ github, interrupt, lines, waits, now, access: whole },
    api: new GithubApi(whole),
    atWait: () => {},
    pass: (hours) => {
      clock += hours * 3_600_000;
    },
    read: (api = rig.api) =>
      api.list(`reading the labels of ${api.repository}`, z.array(z.unknown()), ({ paginate, rest }, place) =>
        paginate.iterator(rest.issues.listLabelsForRepo, { ...place, per_page: 100 }),
      ),
    open: (title, api = rig.api) =>
      api.call(`opening an issue in ${api.repository}`, z.unknown(), (rest, place) =>
        rest.issues.create({ ...place, title }),
      ),
    [Symbol.asyncDispose]: async () => {
      await github.close();
      if (github.faults.length > 0) throw new Error(github.faults.join('\n'));
    },
  };
  return rig;
}
