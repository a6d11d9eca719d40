import { ACTIONS_BOT } from '../../../test/github/grant.ts';
import type { Issue } from '../../../test/github/issue.ts';
import { IssueChanges } from '../../../test/github/issue-changes.ts';
import type { GitHubOptions } from '../../../test/github/stand-in.ts';
import { type Marker, withMarker } from '../../domain/issues/marker.ts';
import type { Step } from '../../domain/issues/step.ts';
import type { GithubAccess } from '../../github/github-access.ts';
import { type ApiRig, anApiRig } from '../../github/test/rig.ts';
import { GithubIssues } from '../github-issues.ts';

/** A repository of the stand-in, with a client for its issues whose waits only turn the clock of both. */
export interface Rig extends ApiRig {
  issues: GithubIssues;
  /** UTC, so many hours ago. */
  ago(hours: number): string;
  /** Opens an issue as a run of Puptime would have. */
  opened(marker?: Partial<Marker>, labels?: readonly string[]): Issue;
  /** Comments as a run of Puptime would have. */
  commented(number: number, body: string): void;
  /** A client for the same repository. */
  client(access?: Partial<GithubAccess>): GithubIssues;
}

/** Begins at the time of this machine, since Octokit reckons with it. Disposing fails when a request was against GitHub's description. */
export async function aRig(options: GitHubOptions = {}, access: Partial<GithubAccess> = {}): Promise<Rig> {
  const rig = await anApiRig(options, access);
  const bot = new IssueChanges(rig.github.state, ACTIONS_BOT);
  return Object.assign(rig, {
    issues: GithubIssues.open(rig.access),
    ago: (hours: number) => new Date(rig.now().getTime() - hours * 3_600_000).toISOString(),
    opened: (marker: Partial<Marker> = {}, labels: readonly string[] = ['puptime']) => {
      const made = aMarker(marker);
      return bot.open({ title: made.title, body: withMarker('Text.', made), labels, assignees: [] });
    },
    commented: (number: number, body: string) => {
      bot.comment(rig.github.state.issue(number), body);
    },
    client: (more: Partial<GithubAccess> = {}) => GithubIssues.open({ ...rig.access, ...more }),
  });
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
