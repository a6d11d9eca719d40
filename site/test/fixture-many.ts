import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IncidentsFile } from '../../checker/domain/ledger-files.ts';

const HOUR = 3_600_000;

/** Adds incidents like the first of a fixture to its data: open ones and ones that are over, one an hour, without evidence. */
export function manyOpenIncidents(dataDir: string, { open, over }: { open: number; over: number }): void {
  const path = join(dataDir, 'incidents/2026.json');
  const file = IncidentsFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  const [model] = Object.values(file.incidents).filter(({ endedAt }) => endedAt !== null);
  if (!model) throw new Error('the fixture has no incident that is over');
  for (let index = 0; index < open + over; index++) {
    const at = new Date(Date.parse(model.firstBad.at) - index * HOUR).toISOString();
    const id = `${model.site}-more-${index}`;
    const visit = { ...model.firstBad, at, evidence: null };
    const ended = index < open ? {} : { firstGood: { ...visit, outcome: 'up' as const }, endedAt: at };
    file.incidents[id] = {
      ...model,
      id,
      kind: index % 3 === 0 ? 'blocked' : 'down',
      lastGood: null,
      firstBad: visit,
      confirmedBy: visit,
      lastBad: visit,
      firstGood: null,
      endedAt: null,
      ...ended,
    };
  }
  writeFileSync(path, JSON.stringify(file));
}
