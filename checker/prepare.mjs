// Makes this machine ready: packages first, then a browser (prepare-machine.ts). Runs before `npm run demo`, `npm start` and
// `npm test`, on whatever Node is there (20 or later): only what it installs brings the Node that runs TypeScript.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const marker = join(root, 'node_modules', '.puptime-lock');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(marker) ? readFileSync(marker, 'utf8') : '';

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node ${process.versions.node} is too old to install Puptime: Node 20 or later is needed.`);
}
if (installed !== lock) {
  console.error('Installing packages (about a minute the first time) …');
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'the packages could not be installed; is the npm registry within reach?',
  );
  writeFileSync(marker, lock);
}
run(
  join(root, 'node_modules', '.bin', 'node'),
  [join(root, 'checker', 'prepare-machine.ts'), ...process.argv.slice(2)],
  null,
);

function run(command, args, problem) {
  // npm is a script on Windows, which only a shell starts.
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail(problem, status ?? 1);
}

function fail(message, status = 1) {
  if (message) console.error(message);
  process.exit(status);
}
