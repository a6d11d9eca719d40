import { cadenceOf } from './cadence.ts';
import type { SetupFinding } from './finding.ts';
import type { Health } from './health.ts';
import { spanText } from './span-text.ts';

/** The schedule may be late by half without anybody missing a check. */
const LATE = 1.5;
/** Runs whose distances are told. */
const LAST_RUNS = 20;
const CLOCK_REMEDY = 'GitHub’s clock is often late; docs/operating.md says how to start runs by another one';

/** Whether runs come, end well, and are recorded. */
export function judgeRuns(health: Health): SetupFinding[] {
  return [judgeRecord(health), ...judgeNewest(health), ...judgeClock(health)];
}

function judgeRecord({ record, now, maxGapMs }: Health): SetupFinding {
  const topic = 'Newest run';
  if (typeof record === 'string')
    return {
      topic,
      level: 'fault',
      says: `the record could not be read: ${record}`,
      remedy: 'npx puptime verify tells more',
    };
  if (record === null)
    return {
      topic,
      level: 'warning',
      says: 'no run is recorded yet',
      remedy: 'npx puptime setup --run starts one, and watches it',
    };
  const age = Date.parse(now) - Date.parse(record.newestAt);
  const said = `recorded ${spanText(age)} ago, the last of ${record.runs.toLocaleString('en-US')}`;
  if (age <= maxGapMs) return { topic, level: 'ok', says: said, remedy: null };
  return {
    topic,
    level: 'fault',
    says: `${said}: what pages show is out of date`,
    remedy: 'look whether runs fail, or start none: npx puptime setup --run starts one, and watches it',
  };
}

function judgeNewest({ runs }: Health): SetupFinding[] {
  const last = runs.find(({ conclusion }) => conclusion !== null);
  if (!last || last.conclusion === 'success') return [];
  const cancelled = last.conclusion === 'cancelled';
  return [
    {
      topic: 'Newest run',
      level: cancelled ? 'warning' : 'fault',
      says: cancelled ? 'the newest run was cancelled' : `the newest run ended with ${last.conclusion}`,
      remedy: `its log says why: ${last.url}`,
    },
  ];
}

function judgeClock({ runs, intervalMs, maxGapMs }: Health): SetupFinding[] {
  const cadence = cadenceOf(runs.slice(0, LAST_RUNS).map(({ startedAt }) => startedAt));
  if (!cadence) return [];
  const { gaps, median, longest } = cadence;
  const says = `the last ${gaps + 1} runs began ${spanText(median)} apart, at most ${spanText(longest)}; wanted: ${spanText(intervalMs)}`;
  const late = median > LATE * intervalMs || longest > maxGapMs;
  return [{ topic: 'Clock', level: late ? 'warning' : 'ok', says, remedy: late ? CLOCK_REMEDY : null }];
}
