import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { RunRecord } from '../checker/domain/run-record.ts';
import { processesOf } from '../checker/isolation/processes.ts';
import { runIsolated } from '../checker/isolation/run-isolated.ts';
import { Stage } from '../checker/isolation/stage.ts';
import { asRoot, asUser, findIsolatedUser, type IsolatedUser, runAsRoot } from '../checker/isolation/user.ts';
import { viewOf } from '../checker/isolation/view.ts';
import { BROWSER, puptime, ROOT } from './puptime.ts';
import { sendHtml } from './simulated-web/exchange.ts';
import { servicePage } from './simulated-web/pages.ts';
import { type SimulatedWeb, startSimulatedWeb } from './simulated-web/simulated-web.ts';
import { servicePlan } from './simulated-web/site-plan.ts';

/** A user of these tests alone: its processes are ended. */
const NAME = 'puptime-tests';
const SECRET = 'wJalrXUtnFEMI-planted-secret';
const run = promisify(execFile);

let user: IsolatedUser;
let dir: string;
beforeAll(async () => {
  const there = await run('id', [NAME]).then(
    () => true,
    () => false,
  );
  if (!there) await runAsRoot('useradd', '--system', '--user-group', '--shell', '/usr/sbin/nologin', NAME);
  user = await findIsolatedUser(NAME);
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'puptime-isolation-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** Runs a command of root's and gives what it prints; of a process that has ended meanwhile there is nothing. */
async function asked(...words: string[]): Promise<string> {
  const [command, ...rest] = asRoot(words);
  return run(command, rest, { encoding: 'utf8' }).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** What can be seen of each process of the user while a page is being loaded. */
interface Seen {
  environ: string;
  status: string;
  homes: string;
  mounts: string;
  command: string;
}

async function look(): Promise<Seen[]> {
  const pids = await processesOf(user);
  return Promise.all(
    pids.map(async (pid) => ({
      environ: await asked('cat', `/proc/${pid}/environ`),
      status: await asked('cat', `/proc/${pid}/status`),
      homes: await asked('ls', '-A', `/proc/${pid}/root/home`),
      mounts: await asked('cat', `/proc/${pid}/mountinfo`),
      command: (await asked('cat', `/proc/${pid}/cmdline`)).replaceAll('\0', ' '),
    })),
  );
}

it('opens pages where there is no secret, no home, no right, and no way to any', async () => {
  const seen: Seen[] = [];
  const plan = servicePlan(
    'OH',
    'register',
    'fine',
    { outcome: 'up', reasonKinds: [], says: 'works' },
    {
      id: 'oh-looks-back',
      host: 'looks-back.oh.localhost',
      behaviour: async (exchange) => {
        if (seen.length === 0) seen.push(...(await look()));
        sendHtml(exchange, servicePage(exchange.subject));
      },
    },
  );
  await using web: SimulatedWeb = await startSimulatedWeb({ extra: [plan] });
  await writeFile(
    join(dir, 'sites.json'),
    JSON.stringify(
      web.sitesFile({
        include: ({ id }) => id === plan.id,
        // While the page is loaded, all around it is looked at.
        settings: { defaults: { slowAfter: '29s', timeout: '30s' } },
      }),
    ),
  );
  await runAsRoot('chmod', '755', dir);
  const out = join(dir, 'out');
  const words = [
    'check',
    '--sites',
    join(dir, 'sites.json'),
    '--out',
    out,
    '--as',
    NAME,
    '--no-wait',
    '--json',
  ];
  const ended = await puptime(words, {
    PUPTIME_ALLOW_LOOPBACK: '1',
    PUPTIME_BROWSER: BROWSER,
    GITHUB_ACTIONS: 'true',
    GITHUB_TOKEN: SECRET,
    AWS_SECRET_ACCESS_KEY: SECRET,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: SECRET,
    ACTIONS_ID_TOKEN_REQUEST_URL: `https://token.example/${SECRET}`,
  });
  expect(ended.code, ended.err).toBe(0);
  const { results, browser } = RunRecord.parse(JSON.parse(ended.out));
  expect(results[plan.id]?.verdict, ended.err).toBe('up');
  expect(browser?.headed).toBe(true);

  expect(seen.map(({ command }) => command).join('\n')).toMatch(/cli\.ts check .*\n(.*\n)*.*chrom/i);
  for (const { environ, status, homes, mounts } of seen.filter(({ mounts: all }) => all !== '')) {
    expect(environ).not.toContain(SECRET);
    expect(environ).not.toMatch(/TOKEN|AWS_|ACTIONS_/);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(status).toMatch(/^CapBnd:\t0+$/m);
    expect(status).toMatch(/^Groups:\t ?$/m);
    if (!ROOT.startsWith('/home/')) expect(homes).toBe('');
    expect(mounts).toMatch(new RegExp(` ${ROOT} ro[ ,]`));
  }
  // What it printed could have been a page's words: none of it is a command.
  const [, token] = /^::stop-commands::(\S+)\n/.exec(ended.err) ?? [];
  expect(ended.err).toContain(`\n::${token}::\n`);
  expect(await processesOf(user)).toEqual([]);
  expect((await readdir(out)).toSorted()).toEqual(['events.ndjson', 'head.json', 'run.json', 'snapshots']);
});

it('takes over results, and nothing that a link leads to', async () => {
  await writeFile(join(dir, 'secret'), SECRET, { mode: 0o600 });
  await using stage = await Stage.open(user, null);
  const hash = 'ab'.repeat(32);
  const script = `cd ${stage.results}
    echo '{}' > run.json
    echo more > other.txt
    mkdir -p snapshots/ab
    echo body > snapshots/ab/${hash}.txt
    ln -s ${dir}/secret head.json
    ln -s ${dir}/secret snapshots/ab/${'cd'.repeat(32)}.txt
    ln -s / snapshots/cd
    ln run.json events.ndjson`;
  const [command, ...words] = asRoot(asUser(user, ['sh', '-c', script]));
  await run(command, words);
  await stage.takeOver(join(dir, 'out'));
  const taken = await readdir(join(dir, 'out'), { recursive: true, withFileTypes: true });
  expect(taken.filter((entry) => !entry.isDirectory()).map(({ name }) => name)).toEqual([`${hash}.txt`]);
});

it('sees the project, cannot write there, and cannot read what this user may', async () => {
  await using stage = await Stage.open(user, null);
  await writeFile(join(dir, 'secret'), SECRET, { mode: 0o600 });
  const spy = `
    const fs = require('node:fs');
    const tried = (what) => { try { return what(); } catch (error) { return error.code; } };
    fs.writeFileSync(process.argv[1], JSON.stringify({
      uid: process.getuid(),
      project: fs.existsSync('package.json'),
      write: tried(() => fs.writeFileSync('package.json', '')),
      parent: tried(() => fs.readFileSync('/proc/' + process.argv[2] + '/environ', 'latin1')),
      secret: tried(() => fs.readFileSync(process.argv[3], 'utf8')),
      names: Object.keys(process.env).toSorted(),
    }));`;
  const words = [
    process.execPath,
    '-e',
    spy,
    join(stage.results, 'run.json'),
    String(process.pid),
    join(dir, 'secret'),
  ];
  const code = await runIsolated(user, {
    words,
    env: { ONE: '1' },
    project: ROOT,
    home: stage.home,
    signal: new AbortController().signal,
  });
  expect(code).toBe(0);
  await stage.takeOver(join(dir, 'out'));
  const { project, ...told } = JSON.parse(await readFile(join(dir, 'out/run.json'), 'utf8'));
  expect(project).toBe(true);
  expect(told).toEqual({
    uid: user.uid,
    write: 'EROFS',
    parent: 'EACCES',
    secret: 'EACCES',
    names: ['HOME', 'LANG', 'ONE', 'PATH', 'TMPDIR'],
  });
});

it('hides whatever stands below /home', async () => {
  const home = `/home/${NAME}-${process.pid}`;
  await runAsRoot('mkdir', '-p', home);
  try {
    await using stage = await Stage.open(user, null);
    const words = ['sh', '-c', `ls -A /home > ${stage.results}/run.json`];
    const signal = new AbortController().signal;
    await runIsolated(user, { words, env: {}, project: ROOT, home: stage.home, signal });
    await stage.takeOver(join(dir, 'out'));
    expect(await readFile(join(dir, 'out/run.json'), 'utf8')).not.toContain(NAME);
  } finally {
    await runAsRoot('rmdir', home);
  }
});

it('ends what is left running, and what does not end when it is told to', async () => {
  await using stage = await Stage.open(user, null);
  const cancel = new AbortController();
  const words = ['sh', '-c', 'setsid sleep 1000 & trap "" INT TERM; read line; exit 7'];
  const running = runIsolated(user, {
    words,
    env: {},
    project: ROOT,
    home: stage.home,
    signal: cancel.signal,
  });
  while ((await processesOf(user)).length < 2) await new Promise(setImmediate);
  cancel.abort();
  // The end of its standard input is what it is told by.
  expect(await running).toBe(7);
  expect(await processesOf(user)).toEqual([]);
});

it('ends with whoever started it, however that ended', async () => {
  const script = `
import { runIsolated } from '${ROOT}/checker/isolation/run-isolated.ts';
    import { findIsolatedUser } from '${ROOT}/checker/isolation/user.ts';
    await runIsolated(await findIsolatedUser('${NAME}'), { words: ['sh', '-c', 'read line'], env: {},
      project: '${ROOT}', home: '/tmp', signal: new AbortController().signal });`;
  const starter = spawn(process.execPath, ['--input-type=module-typescript', '-e', script]);
  while ((await processesOf(user)).length === 0) await new Promise(setImmediate);
  starter.kill('SIGKILL');
  while ((await processesOf(user)).length > 0) await new Promise(setImmediate);
});

it.each([
  ['root', 'expected a user that owns nothing'],
  ['puptime-nobody-there', 'there is no such user; make one: sudo useradd'],
  ['a b', 'expected the name of a user'],
])('refuses to open pages as %s', async (name, why) => {
  const { code, err } = await puptime(['check', '--as', name, '--out', join(dir, 'out'), '--no-wait']);
  expect(code).toBe(2);
  expect(err).toContain(`--as ${name}: ${why}`);
});

it('covers a folder on the way that lets nobody through, and shows what is to be seen', async () => {
  const closed = join(dir, 'closed');
  await mkdir(join(closed, 'project/node_modules'), { recursive: true });
  const view = await viewOf(join(closed, 'project'), process.execPath);
  expect(view.hidden).toEqual(['/home', dir]);
  expect(view.shown[0]).toBe(join(closed, 'project'));
  expect(view.shown).toHaveLength(2);
});
