import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { puptime } from './puptime.ts';
import { type SimulatedWeb, startSimulatedWeb } from './simulated-web/simulated-web.ts';

let clone: string;
beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'puptime-pull-request-'));
  git('init', '--quiet', '--initial-branch=main');
});
afterAll(() => rm(clone, { recursive: true }));

function git(...words: string[]): void {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@t.invalid'];
  execFileSync('git', [...who, ...words], { cwd: clone });
}

/** Puts a file where `base` is what the pull request begins from. */
async function commitBase(text: string): Promise<void> {
  await writeFile(join(clone, 'sites.json'), text);
  git('add', '.');
  git('commit', '--quiet', '--allow-empty', '-m', 'base');
  git('tag', '--force', 'base');
}

describe('validate --changed-since, of what a contributor may do to sites.json', () => {
  const HEAD = `{
  "version": 1,
  "interval": "15m",
  "canaries": [{ "url": "https://www.example.com/", "text": "Example Domain" }],
  "kinds": { "register": { "name": "Register" }, "track-ballot": { "name": "Track" } },
  "groups": { "OH": { "name": "Ohio", "timeZone": "America/New_York" } },
  "sites": [`;
  const site = (id: string, url: string, more = '') =>
    `    { "id": "${id}", "name": "Page", "url": "${url}", "group": "OH", "kinds": ["register"]${more} }`;
  const fileOf = (...sites: string[]) => `${HEAD}\n${sites.join(',\n')}\n  ]\n}\n`;
  const FIRST = site('oh-register', 'https://vote.ohio.gov/');
  const SECOND = site('oh-track-ballot', 'https://track.ohio.gov/');
  beforeAll(() => commitBase(fileOf(FIRST, SECOND)));

  /** What the pull request's check prints, and what it shows beside the lines. */
  async function told(text: string, corrections: Record<string, string> = {}) {
    await writeFile(join(clone, 'sites.json'), text);
    const folder = join(clone, 'annotations');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    for (const [name, content] of Object.entries(corrections)) await writeFile(join(folder, name), content);
    const { code, out, err } = await puptime(
      ['validate', join(clone, 'sites.json'), '--annotations', folder, '--changed-since', 'base'],
      { GITHUB_ACTIONS: 'true' },
    );
    return `${out}${err}ends with ${code}`.replaceAll(`${clone}/`, '');
  }

  it('takes a good page', async () => {
    const good = site('oh-hours', 'https://hours.ohio.gov/');
    expect(await told(fileOf(FIRST, SECOND, good))).toMatchInlineSnapshot(`
      "sites.json: 1 of 3 sites changed since base, no faults in them
      ends with 0"
    `);
  });

  it.each(['http://hours.ohio.gov/', 'https://10.1.2.3/', 'https://localhost/'])(
    'refuses the address %s',
    async (url) => {
      expect(await told(fileOf(FIRST, SECOND, site('oh-hours', url)))).toMatchSnapshot();
    },
  );

  it('refuses an id that another page has', async () => {
    const double = site('oh-register', 'https://hours.ohio.gov/');
    expect(await told(fileOf(FIRST, SECOND, double))).toMatchInlineSnapshot(`
      "sites.json:10:13 sites[2].id: expected an id of its own, received "oh-register", which is the id of sites[0]
      sites.json: 1 fault
      ::error file=sites.json,line=10,col=13::sites[2].id: expected an id of its own, received "oh-register", which is the id of sites[0]
      ends with 2"
    `);
  });

  it('refuses a page that is watched already', async () => {
    const double = site('oh-hours', 'https://VOTE.ohio.gov');
    expect(await told(fileOf(FIRST, SECOND, double))).toMatchInlineSnapshot(`
      "sites.json:10:48 sites[2].url: expected a page that no other site watches, received "https://VOTE.ohio.gov", which is the page of sites[0] ("oh-register"); one site may have several kinds
      sites.json: 1 fault
      ::error file=sites.json,line=10,col=48::sites[2].url: expected a page that no other site watches, received "https://VOTE.ohio.gov", which is the page of sites[0] ("oh-register"); one site may have several kinds
      ends with 2"
    `);
  });

  it('refuses an expression that a page could use to hang a run', async () => {
    const slow = site('oh-hours', 'https://hours.ohio.gov/', ', "expect": { "text": "/(a+)+$/" }');
    expect(await told(fileOf(FIRST, SECOND, slow))).toMatchInlineSnapshot(`
      "sites.json:10:133 sites[2].expect.text: expected a regular expression that takes time in proportion to the page, received "/(a+)+$/": dangerous (exponential); bound the repetitions, as .{0,80} or \\d{1,6}, and leave out .* at either end
      sites.json: 1 fault
      ::error file=sites.json,line=10,col=133::sites[2].expect.text: expected a regular expression that takes time in proportion to the page, received "/(a+)+$/": dangerous (exponential); bound the repetitions, as .{0,80} or \\d{1,6}, and leave out .* at either end
      ends with 2"
    `);
  });

  it('refuses a new id for a page without the old one beside it', async () => {
    const renamed = site('oh-ballot', 'https://track.ohio.gov/');
    expect(await told(fileOf(FIRST, renamed))).toMatchInlineSnapshot(`
      "sites.json:9:13 sites[1].id: expected "formerly": ["oh-track-ballot"] beside the new id, or the id "oh-track-ballot" kept, as it is the same page and its history would not go on; received "oh-ballot"
      sites.json: 1 fault
      ::error file=sites.json,line=9,col=13::sites[1].id: expected "formerly": ["oh-track-ballot"] beside the new id, or the id "oh-track-ballot" kept, as it is the same page and its history would not go on; received "oh-ballot"
      ends with 2"
    `);
  });

  it('takes a new id with the old one beside it', async () => {
    const renamed = site('oh-ballot', 'https://track.ohio.gov/', ', "formerly": ["oh-track-ballot"]');
    expect(await told(fileOf(FIRST, renamed))).toMatchInlineSnapshot(`
      "sites.json: 1 of 2 sites changed since base, no faults in them
      ends with 0"
    `);
  });

  it('warns of a page that is taken out', async () => {
    expect(await told(fileOf(FIRST))).toMatchInlineSnapshot(`
      "sites.json:8:114: warning: expected the site "oh-track-ballot" kept with "active": false, so that its history keeps its name, state and address; received none
      sites.json: 0 of 1 site changed since base, no faults in them, 1 warning
      ::warning file=sites.json,line=8,col=114::expected the site "oh-track-ballot" kept with "active": false, so that its history keeps its name, state and address; received none
      ends with 0"
    `);
  });

  it('refuses a correction of a page that nobody watches', async () => {
    const correction = `{
  "version": 1,
  "site": "oh-regster",
  "from": "2026-11-23T14:07Z",
  "to": "2026-11-23T15:00Z",
  "status": "up",
  "why": "The page worked; our exit did not.",
  "source": null
}
`;
    expect(await told(fileOf(FIRST, SECOND), { '2026-11-23-oh.json': correction })).toMatchInlineSnapshot(`
      "annotations/2026-11-23-oh.json:3:11 site: expected the id of a site, or one it had formerly, received "oh-regster"; did you mean "oh-register"?
      sites.json: 0 of 2 sites changed since base, no faults in them
      annotations: 1 fault
      ::error file=annotations/2026-11-23-oh.json,line=3,col=11::site: expected the id of a site, or one it had formerly, received "oh-regster"; did you mean "oh-register"?
      ends with 2"
    `);
  });
});

describe('check --changed-since --report, of two pages that were changed', () => {
  let web: SimulatedWeb;
  let base: string;
  const folder = () => join(clone, 'report');
  const sitesPath = () => join(clone, 'sites.json');
  beforeAll(async () => {
    web = await startSimulatedWeb();
    const ids = ['oh-register', 'oh-track-ballot', 'pa-register'];
    web.setBehaviour('oh-track-ballot', 'unavailable-200');
    // Long enough for a machine that does much else: it is not their speed that is looked at.
    const settings = { defaults: { slowAfter: '30s', timeout: '45s' } };
    base = JSON.stringify(web.sitesFile({ include: ({ id }) => ids.includes(id), settings }), null, 2);
    await commitBase(base);
  });
  afterAll(() => web.close());

  const check = (more: readonly string[], env: Record<string, string> = {}) =>
    puptime(['check', '--sites', sitesPath(), '--allow-loopback', '--no-wait', ...more], env);

  it('says that there is nothing to do when no page was changed', async () => {
    const output = join(clone, 'output');
    const out = join(clone, 'no-results');
    const ended = await check(['--changed-since', 'base', '--out', out, '--report', folder()], {
      GITHUB_OUTPUT: output,
    });
    expect(ended.code, ended.err).toBe(0);
    expect(ended.err.replaceAll(`${clone}/`, '')).toBe(
      'No active site of sites.json changed since base: there is nothing to check.\n',
    );
    expect(await readFile(output, 'utf8')).toBe('changed=0\n');
    const names = await readdir(clone);
    expect(names).not.toContain('no-results');
    expect(names).not.toContain('report');
  });

  it('shows author and reviewer what the monitor will see', async () => {
    const words = base
      .replace(/("id": "oh-register",\s*"name": )"[^"]*"/, '$1"Register here"')
      .replace(/("id": "oh-track-ballot",\s*"name": )"[^"]*"/, '$1"Track it"');
    await writeFile(sitesPath(), words);
    const [summary, output] = [join(clone, 'summary.md'), join(clone, 'second-output')];
    const ended = await check(
      ['--changed-since', 'base', '--out', join(clone, 'results'), '--report', folder()],
      { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output },
    );
    expect(ended.code, ended.err).toBe(0);
    expect(await readFile(output, 'utf8')).toMatch(/^changed=2\nunconfirmed=1\n/);
    const report = await readFile(join(folder(), 'README.md'), 'utf8');
    expect(await readFile(summary, 'utf8')).toBe(report);
    expect(steady(report)).toMatchSnapshot();

    expect(await readdir(join(folder(), 'pictures'))).toEqual(['oh-register.webp', 'oh-track-ballot.webp']);
    const picture = sharp(join(folder(), 'pictures/oh-track-ballot.webp'));
    const { format, width } = await picture.metadata();
    expect({ format, width }).toEqual({ format: 'webp', width: 1280 });
    // A blank one has none.
    expect((await picture.stats()).entropy).toBeGreaterThan(0.5);

    const line = words.split('\n').findIndex((text) => text.includes('"oh-track-ballot"')) + 1;
    const warnings = ended.err.split('\n').filter((text) => text.startsWith('::'));
    expect(warnings.map((text) => text.replaceAll(`${clone}/`, ''))).toEqual([
      expect.stringMatching(
        new RegExp(`^::warning file=sites.json,line=${line},col=\\d+::oh-track-ballot: `),
      ),
    ]);
  });

  it.each([
    ['--only', 'oh-register'],
    ['--confirm', 'results'],
    ['--plan', 'plan'],
  ])('does not go with %s', async (option, value) => {
    const { code, err } = await check(['--changed-since', 'base', option, value]);
    expect(err).toMatch(/'--changed-since <rev>' cannot be used with option/);
    expect(code).toBe(2);
  });

  it('says how to mend a revision that there is not', async () => {
    const { code, err } = await check(['--changed-since', 'nowhere']);
    expect(err).toMatch(/expected a commit, branch or tag that this clone has/);
    expect(code).toBe(2);
  });
});

/** What differs from run to run as dots. */
function steady(report: string): string {
  return report
    .replace(/^Run .*? in \d+ s\./m, 'Run …, … in … s.')
    .replace(/localhost:\d+/g, 'localhost:…')
    .replace(/\| Load time \| [\d.]+ s/g, '| Load time | … s')
    .replace(/\d+ (days?) left/g, '… $1 left');
}
