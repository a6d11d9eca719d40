import { spawnSync } from 'node:child_process';
import { findBrowser } from './browser/find-browser.ts';
import { PuptimeError } from './domain/puptime-error.ts';

/** Programs that only the tests need, and the Debian packages that bring them. */
const TEST_PROGRAMS = {
  Xvfb: 'xvfb',
  'xvfb-run': 'xvfb',
  sshd: 'openssh-server',
  ssh: 'openssh-client',
  python3: 'python3',
};

const forTests = process.argv.includes('--test');
prepareBrowser();
if (forTests) prepareTestPrograms();

/** Sees that there is a browser, and tries what this machine can get where there is none. */
function prepareBrowser(): void {
  if (hasBrowser()) return;
  console.error('No browser is here yet: fetching one …');
  run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000',
  });
  if (hasBrowser() && mayInstall())
    run(process.execPath, ['node_modules/playwright/cli.js', 'install-deps', 'chromium']);
  if (!hasBrowser()) install(['chromium']);
  if (hasBrowser()) return;
  console.error(
    'A browser could not be fetched. Install Google Chrome or Chromium, or name one in PUPTIME_BROWSER, and call this again.',
  );
  process.exit(1);
}

function hasBrowser(): boolean {
  try {
    findBrowser(process.env);
    return true;
  } catch (error) {
    if (error instanceof PuptimeError && error.exitCode === 2) {
      console.error(error.message);
      process.exit(2);
    }
    if (error instanceof PuptimeError) return false;
    throw error;
  }
}

function prepareTestPrograms(): void {
  const missing = Object.entries(TEST_PROGRAMS).filter(([program]) => !isInstalled(program));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))];
  if (install(packages)) return;
  console.error(
    `The tests need ${packages.join(', ')}: install them (on Debian: apt-get install ${packages.join(' ')}) and call this again.`,
  );
  process.exit(1);
}

/** /usr/sbin is not in every user's PATH, and sshd stands there. */
function isInstalled(program: string): boolean {
  const path = `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin`;
  return (
    spawnSync('sh', ['-c', `command -v ${program}`], { env: { ...process.env, PATH: path } }).status === 0
  );
}

/** Whether packages may be installed without asking anybody: as root, or on a CI machine that is there for it. */
function mayInstall(): boolean {
  if (process.platform !== 'linux' || !isInstalled('apt-get')) return false;
  return (
    process.getuid?.() === 0 ||
    (process.env.CI !== undefined && spawnSync('sudo', ['-n', 'true']).status === 0)
  );
}

function install(packages: readonly string[]): boolean {
  if (!mayInstall()) return false;
  console.error(`Installing ${packages.join(', ')} …`);
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [command = 'apt-get', ...rest] = [...sudo, 'apt-get'];
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  return (
    run(command, [...rest, 'update', '-qq'], quiet) &&
    run(command, [...rest, 'install', '-y', '-qq', ...packages], quiet)
  );
}

/** Runs a program; what it prints is shown only when it fails. */
function run(command: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  const { status, stderr } = spawnSync(command, args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 600_000,
  });
  if (status !== 0) console.error(`  ${[command, ...args].join(' ')}: ${lastLine(stderr ?? '')}`);
  return status === 0;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}
