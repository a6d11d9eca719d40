import { setTimeout as pause } from 'node:timers/promises';
import { openStore, putBundle, SHARED } from './snapshots-rig.ts';

/** A writer as a process: `node test/snapshots-writer.ts URL NAME ROUNDS`. Says a line after each push. */
const [url = '', name = '', rounds = '1'] = process.argv.slice(2);
for (let round = 0; round < Number(rounds); round += 1) {
  await using store = await openStore(url, undefined, { pause });
  const { evidence } = await putBundle(store, `${name} ${round}`, SHARED);
  await store.push(`${name} ${round}`);
  process.stdout.write(`${evidence}\n`);
}
