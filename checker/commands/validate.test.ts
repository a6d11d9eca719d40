import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CommandContext } from './context.ts';
import { Environment } from './environment.ts';
import { validateCommand } from './validate.ts';

const SITES = `{
  "version": 1,
  "interval": "15m",
  "canaries": [{ "url": "https://www.example.com/", "text": "Example Domain" }],
  "kinds": { "register": { "name": "Register to vote" } },
  "groups": {
    "OH": { "name": "Ohio", "timeZone": "America/New_York" },
    "TX": { "name": "Texas", "timeZone": "America/Chicago" }
  },
  "sites": [
    { "id": "oh-register", "name": "Register", "url": "https://vote.ohio.gov/", "group": "OH", "kinds": ["register"] },
    { "id": "tx-register", "name": "Register", "url": "https://vote.texas.gov/", "group": "TX", "kinds": ["register"] }
  ]
}
`;
const OHIO = '"group": "OH"';
const TEXAS = '"group": "TX"';
let folder: string;
let path: string;
let annotations: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'puptime-validate-'));
  path = join(folder, 'sites.json');
  annotations = join(folder, 'annotations');
  await writeFile(path, SITES);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(args: string[], variables: Record<string, string> = {}) {
  const said = { out: '', err: '', code: 0 };
  const context: CommandContext = {
    env: Environment.parse(variables),
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    terminal: { live: false, columns: 80 },
    now: () => new Date(0),
    random: () => 0,
    setExitCode: (code) => {
      said.code = code;
    },
    signal: new AbortController().signal,
  };
  await validateCommand(context).parseAsync([path, '--annotations', annotations, ...args], { from: 'user' });
  const inFolder = (text: string) => text.replaceAll(`${folder}/`, '');
  return { ...said, out: inFolder(said.out), err: inFolder(said.err) };
}

it('says in one line that there is no fault', async () => {
  expect(await run([])).toEqual({ out: 'sites.json: 2 sites in 2 groups, no faults\n', err: '', code: 0 });
});

it('prints each fault and their number, and ends with 2', async () => {
  await writeFile(path, SITES.replace('"15m"', '"15"').replace(OHIO, '"group": "OX"'));
  expect(await run([])).toEqual({
    out: [
      'sites.json:3:15 interval: expected a whole number and a unit, such as 500ms, 45s, 15m, 2h or 7d, received "15"',
      'sites.json:11:90 sites[0].group: expected a key of groups, received "OX"',
      'sites.json: 2 faults\n',
    ].join('\n'),
    err: '',
    code: 2,
  });
});

it('prints JSON for programs, faults or none', async () => {
  expect(JSON.parse((await run(['--json'])).out)).toEqual({
    path: 'sites.json',
    sites: 2,
    groups: 2,
    annotations: 0,
    faults: [],
    warnings: [],
  });
  await writeFile(path, '{');
  const { out, code } = await run(['--json'], { GITHUB_ACTIONS: 'true' });
  expect(JSON.parse(out)).toMatchObject({ faults: [{ line: 1, column: 2, at: '', sites: [] }] });
  expect(code).toBe(2);
});

it('annotates the line in GitHub Actions', async () => {
  await writeFile(path, '{');
  const { err } = await run([], { GITHUB_ACTIONS: 'true' });
  expect(err).toBe(
    '::error file=sites.json,line=1,col=2::expected a closing "}", received the end of the file\n',
  );
});

it('allows pages on this machine only when asked to', async () => {
  await writeFile(path, SITES.replace('https://vote.ohio.gov/', 'http://a.localhost:8080/'));
  expect((await run([])).code).toBe(2);
  expect((await run(['--allow-loopback'])).code).toBe(0);
});

it('reports with --changed-since only faults of changed sites and of the file as a whole', async () => {
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.invalid', ...words], { cwd: folder });
  const old = SITES.replace(OHIO, '"group": "OX"');
  await writeFile(path, old);
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'one old fault');
  expect((await run(['--changed-since', 'HEAD'])).out).toBe(
    'sites.json: 0 of 2 sites changed since HEAD, no faults in them\n',
  );
  const touched = old.replace(TEXAS, `${TEXAS}, "notes": "Moved."`);
  await writeFile(path, touched);
  expect((await run(['--changed-since', 'HEAD'])).out).toBe(
    'sites.json: 1 of 2 sites changed since HEAD, no faults in them\n',
  );
  await writeFile(path, touched.replace('"version": 1', '"version": 2').replace(TEXAS, '"group": "XT"'));
  const { out, code } = await run(['--changed-since', 'HEAD']);
  expect(out.split('\n').map((line) => line.replace(/: expected.*/, ''))).toEqual([
    'sites.json:2:14 version',
    'sites.json:12:91 sites[1].group',
    'sites.json: 2 faults',
    '',
  ]);
  expect(code).toBe(2);
});

const CORRECTION = `{
  "version": 1,
  "site": "oh-register",
  "from": "2026-11-23T14:07Z",
  "to": "2026-11-23T15:00Z",
  "status": "up",
  "why": "The page worked; our exit did not.",
  "source": null
}
`;

it('counts corrections of the record beside the sites', async () => {
  await mkdir(annotations);
  await writeFile(join(annotations, '2026-11-23-oh-register.json'), CORRECTION);
  expect(await run([])).toEqual({
    out: 'sites.json: 2 sites in 2 groups, no faults\nannotations: 1 correction, no faults\n',
    err: '',
    code: 0,
  });
  expect(JSON.parse((await run(['--json'])).out)).toMatchObject({ annotations: 1, faults: [] });
});

it('reports the faults of sites and of corrections together', async () => {
  await mkdir(annotations);
  await writeFile(path, SITES.replace('"15m"', '"15"'));
  await writeFile(join(annotations, 'a.json'), CORRECTION.replace('oh-register', 'ohio'));
  const said = await run([], { GITHUB_ACTIONS: 'true' });
  expect(said.out.split('\n')).toEqual([
    'sites.json:3:15 interval: expected a whole number and a unit, such as 500ms, 45s, 15m, 2h or 7d, received "15"',
    'annotations/a.json:3:11 site: expected the id of a site, or one it had formerly, received "ohio"',
    'sites.json: 1 fault',
    'annotations: 1 fault',
    '',
  ]);
  expect(said.err).toContain(
    '::error file=annotations/a.json,line=3,col=11::site: expected the id of a site',
  );
  expect(said.code).toBe(2);
  const { faults } = JSON.parse((await run(['--json'])).out);
  expect(faults.map((fault: { at: string }) => fault.at)).toEqual(['interval', 'site']);
});

it('reports faults of corrections whatever has changed among the sites', async () => {
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.invalid', ...words], { cwd: folder });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'no faults');
  await mkdir(annotations);
  await writeFile(join(annotations, 'a.json'), '{');
  const { out, code } = await run(['--changed-since', 'HEAD']);
  expect(out).toContain(
    'sites.json: 0 of 2 sites changed since HEAD, no faults in them\nannotations: 1 fault\n',
  );
  expect(code).toBe(2);
});

it('tells where history would be lost, as a fault or as a warning', async () => {
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.invalid', ...words], { cwd: folder });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'no faults');
  await writeFile(
    path,
    SITES.replace('"id": "oh-register"', '"id": "ohio"').replace(/,\n {4}\{ "id": "tx.*/, ''),
  );
  const { out, code } = await run(['--changed-since', 'HEAD', '--json']);
  expect(JSON.parse(out)).toMatchObject({
    changed: 1,
    faults: [{ line: 11, column: 13, at: 'sites[0].id', sites: [0] }],
    warnings: [{ line: 10, column: 12, at: '', sites: [] }],
  });
  expect(code).toBe(2);
  expect((await run(['--changed-since', 'HEAD'])).out).toMatch(/\nsites\.json: 1 fault, 1 warning\n$/);
});

it('explains itself with an example', () => {
  const help: string[] = [];
  const context = { env: {} } as CommandContext;
  validateCommand(context)
    .configureOutput({ writeOut: (text) => void help.push(text), getOutHelpWidth: () => 100 })
    .outputHelp();
  expect(help.join('')).toMatchSnapshot();
});
