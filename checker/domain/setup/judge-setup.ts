import type { SetupFinding } from './finding.ts';
import { type Found, fullName } from './found.ts';
import type { Health } from './health.ts';
import { hindrances } from './hindrances.ts';
import { judgeExits } from './judge-exits.ts';
import { judgeRoom } from './judge-room.ts';
import { judgeRuns } from './judge-runs.ts';
import { originOf } from './plan-pages.ts';
import { planSetup } from './plan-setup.ts';
import { ENABLED, SITE_URL } from './plan-variables.ts';
import { SETUP_TOPICS, type SetupTopic } from './topic.ts';
import type { Wish } from './wish.ts';

/** What is configured, what is missing, and how the monitor does, by topic. Before the monitor is turned on no run is missed. */
export function judgeSetup(found: Found, wish: Wish, health: Health): SetupFinding[] {
  const missing = planSetup(found, wish).map(
    ({ topic, before, weight }): SetupFinding => ({
      topic,
      level: weight === 'needed' ? 'fault' : 'warning',
      says: before,
      remedy: 'npx puptime setup',
    }),
  );
  const wrong = [...missing, ...hindrances(found, health.intervalMs)];
  const running = found.variables.get(ENABLED) === 'true' ? judgeRuns(health) : [];
  const off = new Set(
    [...missing, ...wrong.filter(({ level }) => level === 'fault')].map(({ topic }) => topic),
  );
  const all = [...wrong, ...inOrder(found, off), ...running, judgeRoom(found, health)];
  return [...all, ...judgeExits(found, health)].sort(
    (a, b) => SETUP_TOPICS.indexOf(a.topic) - SETUP_TOPICS.indexOf(b.topic),
  );
}

/** What can be said of the topics that are not `off`. */
function inOrder(found: Found, off: ReadonlySet<SetupTopic>): SetupFinding[] {
  const { repository, pages, environment, variables, workflows } = found;
  const enabled = workflows.filter(({ state }) => state === 'active').map(({ name }) => name);
  const right: [SetupTopic, string][] = [
    [
      'Repository',
      `${fullName(repository)}, ${repository.private ? 'private' : 'public'}, default branch ${repository.defaultBranch}`,
    ],
    ['Monitor', 'turned on'],
    ['GitHub Actions', 'on'],
    ['Workflow rights', 'reading alone, unless a job asks for more'],
    ['Workflows', `enabled: ${enabled.join(', ')}`],
    ['Status site', variables.get(SITE_URL) ?? pages?.url ?? 'published'],
    [
      'Publishing',
      environment?.branches.length === 1 ? `${originOf(environment)} alone` : originOf(environment),
    ],
    ['Branches', 'data and snapshots are there'],
    ['Protection', `nobody rewrites or deletes ${repository.defaultBranch} and data, or deletes snapshots`],
    ['Labels', 'there'],
    ['Issues', 'on'],
  ];
  return right
    .filter(([topic]) => !off.has(topic))
    .map(([topic, says]) => ({ topic, level: 'ok', says, remedy: null }));
}
