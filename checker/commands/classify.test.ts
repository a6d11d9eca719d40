import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classifyCommand } from './classify.ts';
import type { CommandContext } from './context.ts';
import { parseHeaders } from './saved-headers.ts';

const ERROR = '<title>503 Service Unavailable</title><h1>Service Unavailable</h1>Come back tomorrow.';
const BLOCK = '<title>Request Rejected</title>Your support ID is: 12345';
const FINE = '<title>Elections</title><h1>Elections</h1><p>Find your polling place.</p>';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'puptime-classify-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function save(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function run(...args: string[]): Promise<{ out: string; err: string; exitCode: number }> {
  const result = { out: '', err: '', exitCode: 0 };
  const context: Pick<CommandContext, 'out' | 'err' | 'setExitCode'> = {
    out: (text) => {
      result.out += text;
    },
    err: (text) => {
      result.err += text;
    },
    setExitCode: (code) => {
      result.exitCode = code;
    },
  };
  const command = classifyCommand(context).exitOverride().configureOutput({ writeErr: context.err });
  await command.parseAsync(args, { from: 'user' });
  return { ...result, out: result.out.replaceAll(folder, '…'), err: result.err.replaceAll(folder, '…') };
}

describe('classify', () => {
  it('explains one page', async () => {
    const { out, exitCode } = await run(await save('page.html', BLOCK), '--status', '200');
    expect(out).toBe(
      [
        '▨ blocked  …/page.html',
        '  vendor  F5',
        '  because Blocked by F5 (rule f5-support-id)',
        '  rules   f5-support-id, denied-wording',
        '',
      ].join('\n'),
    );
    expect(exitCode).toBe(0);
  });

  it('gives a line for each of many, and how many there are of each', async () => {
    const files = [await save('a.html', FINE), await save('b.html', ERROR), await save('c.html', BLOCK)];
    expect((await run(...files)).out).toBe(
      [
        '✓ up       …/a.html',
        '✗ down     …/b.html  http-error, unavailable',
        '▨ blocked  …/c.html  f5-support-id, denied-wording',
        '3 pages: 1 up, 1 down, 1 blocked',
        '',
      ].join('\n'),
    );
  });

  it('gives a line of JSON for each', async () => {
    const { out } = await run(await save('a.html', FINE), await save('c.html', BLOCK), '--json');
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { file: '…/a.html', outcome: 'up', vendor: null, rules: [], reasons: [] },
      {
        file: '…/c.html',
        outcome: 'blocked',
        vendor: 'f5',
        rules: ['f5-support-id', 'denied-wording'],
        reasons: [{ kind: 'block', vendor: 'f5', rule: 'f5-support-id' }],
      },
    ]);
  });

  it('judges by status and headers too', async () => {
    const headers = await save(
      'headers.txt',
      'HTTP/2 403 \r\nCF-Mitigated: challenge\r\nserver: cloudflare\r\n',
    );
    const { out } = await run(await save('a.html', FINE), '--status', '403', '--headers', headers, '--json');
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'blocked',
      vendor: 'cloudflare',
      rules: ['cloudflare-mitigated'],
    });
  });

  it('answers for the others when some cannot be read, and ends with 2', async () => {
    await mkdir(join(folder, 'pages'));
    const files = [
      join(folder, 'none.html'),
      join(folder, 'pages'),
      await save('picture.html', new Uint8Array([137, 80, 78, 71, 0, 0])),
      await save('ballot.html', '%PDF-1.7'),
      await save('a.html', FINE),
    ];
    const { out, err, exitCode } = await run(...files);
    expect(err.split('\n')).toEqual([
      '…/none.html: no such file',
      '…/pages: a folder; name the files in it, as in folder/*.html',
      '…/picture.html: not a saved page: it is a binary file; give the HTML source',
      '…/ballot.html: not a saved page: it is a binary file; give the HTML source',
      '',
    ]);
    expect(out).toContain('1 page: 1 up');
    expect(exitCode).toBe(2);
  });

  it('reads UTF-16', async () => {
    const path = await save('a.html', Buffer.from(`\ufeff${BLOCK}`, 'utf16le'));
    expect((await run(path, '--json')).out).toContain('"outcome":"blocked"');
  });

  it('keeps a file’s name from steering the terminal', async () => {
    const { out } = await run(await save('a\u001b[2J\u202e.html', FINE));
    expect(out).not.toContain('\u001b');
    expect(out).not.toContain('\u202e');
  });

  it.each([
    ['--status', 'abc'],
    ['--status', '2000'],
    ['--url', 'ftp://example.gov'],
  ])('refuses %s %s', async (...option) => {
    await expect(run(await save('a.html', FINE), ...option)).rejects.toThrow(/expected/);
  });
});

describe('saved headers', () => {
  it('are read as JSON', () => {
    expect(parseHeaders('{"Server": "nginx", "Set-Cookie": ["a=1", "b=2"]}')).toEqual({
      server: 'nginx',
      'set-cookie': 'a=1\nb=2',
    });
  });

  it('are read as lines, those of the last answer, repeated ones joined', () => {
    const text = 'HTTP/1.1 301 Moved\nLocation: /x\n\nHTTP/1.1 200 OK\nVia: a\nvia:b\nX: y: z\n';
    expect(parseHeaders(text)).toEqual({ via: 'a\nb', x: 'y: z' });
  });

  it.each([
    ['{', /not valid JSON/],
    ['{"a": 1}', /expected a JSON object of names and values/],
    ['server: x\nno header', /line 2: expected "Name: value", received "no header"/],
  ])('that are none are refused: %j', (text, message) => {
    expect(() => parseHeaders(text)).toThrow(message);
  });
});
