// Makes what the site bench builds from. Called as: site-year.ts DIR SITES RUNS-A-DAY
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyRun, finishFold } from '../../checker/domain/fold.ts';
import { emptyLedger, LedgerDraft } from '../../checker/domain/ledger.ts';
import { runPath } from '../../checker/domain/run-path.ts';
import type { RunRecord } from '../../checker/domain/run-record.ts';
import { canonicalJson } from '../../checker/ledger/canonical-json.ts';
import { runText } from '../../checker/ledger/run-files.ts';
import { runsOfYear } from '../ledger-year.ts';

const [dir = '', count = '500', runsADay = '96'] = process.argv.slice(2);
const every = Math.max(1, Math.round(96 / Number(runsADay)));
const write = (path: string, text: string) => {
  const file = join(dir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const draft = new LedgerDraft(emptyLedger());
const newest: RunRecord[] = [];
let index = 0;
for (const run of runsOfYear({ sites: Number(count), runs: 35_040, seed: 1 })) {
  index += 1;
  if (index % every !== 0) continue;
  applyRun(draft, run);
  newest.push(run);
  if (newest.length > 200) newest.shift();
}
const ledger = finishFold(draft);
for (const run of newest) write(join('live', runPath(run)), runText(run));
for (const [day, file] of ledger.days) write(`live/days/${day}.json`, canonicalJson(file));
for (const [year, file] of ledger.incidents) write(`live/incidents/${year}.json`, canonicalJson(file));
write('live/state.json', canonicalJson(ledger.state));

const ids = Object.keys(ledger.state.sites).sort();
const groups = [...new Set(ids.map((id) => id.slice(0, 2).toUpperCase()))];
const kinds = [...new Set(ids.map(kindOf))];
const named = (key: string) => ({
  name: key.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase()),
});
const file = {
  version: 1,
  interval: '15m',
  canaries: [{ url: 'https://www.example.com/', text: 'Example' }],
  kinds: Object.fromEntries(kinds.map((kind) => [kind, named(kind)])),
  groups: Object.fromEntries(
    groups.map((key) => [key, { name: `State ${key}`, timeZone: 'America/New_York' }]),
  ),
  sites: ids.map((id) => ({
    id,
    ...named(id.slice(3)),
    url: `https://${id}.example.gov/`,
    group: id.slice(0, 2).toUpperCase(),
    kinds: [kindOf(id)],
    expect: { form: { button: 'Search' } },
  })),
};
write('sites.json', JSON.stringify(file, null, 2));

function kindOf(id: string): string {
  return id.slice(3).replace(/-\d+$/, '');
}
