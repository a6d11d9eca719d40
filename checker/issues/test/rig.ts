import { ACTIONS_BOT } from '../../../test/github/grant.ts';
import type { Issue } from '../../../test/github/issue.ts';
import { IssueChanges } from '../../../test/github/issue-changes.ts';
import { type GitHubOptions, type GitHubStandIn, startGitHub } from '../../../test/github/stand-in.ts';
import { type Marker, withMarker } from '../../domain/issues/marker.ts';
import type { Step } from '../../domain/issues/step.ts';
import type { GithubAccess } from '../github-access.ts';
import { GithubIssues } from '../github-issues.ts';

/** A repository of the stand-in, with a client whose waits only turn the clock of both. */
export interface Rig extends AsyncDisposable {
  github: GitHubStandIn;
  issues: GithubIssues;
  /** What was logged. */
  lines: string[];
  /** Waits that were asked for, in milliseconds. */
  waits: number[];
  /** Cuts off what is under way. */
  interrupt: AbortController;
  /** What happens at each wait, after it is noted. */
  atWait: (ms: number) => void;
  /** Puts the clock forward. */
  pass(hours: number): void;
  /** UTC, so many hours ago. */
  ago(hours: number): string;
  /** Opens an issue as a run of Puptime would have. */
  opened(marker?: Partial<Marker>, labels?: readonly string[]): Issue;
  /** Comments as a run of Puptime would have. */
  commented(number: number, body: string): void;
  /** How the client found it. */
  access: GithubAccess;
  /** A client for the same repository. */
  client(access?: Partial<GithubAccess>): GithubIssues;
}

/** Begins at the time of this machine, since Octokit reckons with it. Disposing fails when a request was against GitHub's description. */
export async function aRig(options: GitHubOptions = {}, access: Partial<GithubAccess> = {}): Promise<Rig> {
  let clock = Date.now();
  const now = () => new Date(clock);
  const github = await startGitHub({ now, ...options });
  const bot = new IssueChanges(github.state, ACTIONS_BOT);
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
  const rig: Rig = {
    github,
    issues: GithubIssues.open(whole),
    lines,
    waits,
    interrupt,
    atWait: () => {},
    pass: (hours) => {
      clock += hours * 3_600_000;
    },
    ago: (hours) => new Date(clock - hours * 3_600_000).toISOString(),
    opened: (marker = {}, labels = ['puptime']) => {
      const made = aMarker(marker);
      return bot.open({ title: made.title, body: withMarker('Text.', made), labels, assignees: [] });
    },
    commented: (number, body) => {
      bot.comment(github.state.issue(number), body);
    },
    access: whole,
    client: (more = {}) => GithubIssues.open({ ...whole, ...more }),
    [Symbol.asyncDispose]: async () => {
      await github.close();
      if (github.faults.length > 0) throw new Error(github.faults.join('\n'));
    },
  };
  return rig;
}

/** What an issue about an outage remembers. */
export function aMarker(overrides: Partial<Marker> = {}): Marker {
  return {
    version: 1,
    kind: 'outage',
    key: 'oh-track-20261123',
    open: true,
    title: 'Ohio: Track your ballot is down',
    standing: ['oh-track-20261123'],
    over: [],
    told: [],
    falls: 1,
    live: '2026-11-23T14:07:00.000Z',
    ...overrides,
  };
}

/** A step that opens an issue. */
export function anOpening(
  key: string,
  overrides: Partial<Extract<Step, { issue: null }>> = {},
): Extract<Step, { issue: null }> {
  const title = `${key} is down`;
  return {
    why: `open “${title}”`,
    rank: 1,
    issue: null,
    title,
    body: withMarker('Text.', aMarker({ key, title, standing: [key] })),
    labels: ['outage'],
    owners: [],
    assignees: [],
    ...overrides,
  };
}

/** A step about an issue that is there. */
export function aStep(issue: number, ...writes: Extract<Step, { issue: number }>['writes']): Step {
  return { why: `change #${issue}`, rank: 2, issue, writes };
}
