import { readFile, stat } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { type Classification, type ClassifiedVisit, classify } from '../domain/classify.ts';
import type { PageContent } from '../domain/observation.ts';
import { plainText } from '../domain/plain-text.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { reasonText, vendorName } from '../domain/reason-words.ts';
import { Outcome, STATUS } from '../domain/status.ts';
import { readPage } from '../html/read-page.ts';
import type { CommandContext } from './context.ts';
import { parseHeaders } from './saved-headers.ts';

interface Options {
  status?: number;
  headers?: string;
  url?: string;
  json?: boolean;
}

/** One saved page judged, as `--json` prints it. */
interface Judged extends Classification {
  file: string;
}

const LARGEST_FILE = 50_000_000;
const LONGEST_LINE = 1_000;

/** `classify FILE.html…`: what the classifier says of saved pages, and why. A file that cannot be read: exit code 2. */
export function classifyCommand(context: Pick<CommandContext, 'out' | 'err' | 'setExitCode'>): Command {
  return new Command('classify')
    .description('Say what the classifier makes of saved pages, by its general rules, and why.')
    .argument('<files...>', 'saved pages (HTML)')
    .option('--status <number>', 'HTTP status the pages came with', parseStatus)
    .option('--headers <file>', 'headers the pages came with: a JSON object, or lines of "Name: value"')
    .option('--url <address>', 'address of the pages: its host in their text proves nothing', parseUrl)
    .option('--json', 'one line of JSON a file: file, outcome, vendor, rules, reasons')
    .action(async (files: string[], options: Options) => {
      const visit = savedVisit(
        options,
        options.headers ? parseHeaders(await readHeaders(options.headers)) : {},
      );
      const judged: Judged[] = [];
      for (const file of files) {
        try {
          const page = readPage(await readHtml(file));
          const result = { file, ...judge(visit, page) };
          judged.push(result);
          if (options.json) context.out(`${jsonLine(result)}\n`);
          else if (files.length > 1) context.out(`${shortLine(result)}\n`);
        } catch (error) {
          if (!(error instanceof PuptimeError)) throw error;
          context.err(`${plainText(error.message, LONGEST_LINE)}\n`);
          context.setExitCode(2);
        }
      }
      if (options.json) return;
      if (files.length > 1) context.out(`${countsLine(judged)}\n`);
      else for (const result of judged) context.out(explanation(result));
    });
}

function judge(observation: ClassifiedVisit, page: PageContent): Classification {
  return classify({ observation, page, expect: null });
}

function savedVisit(options: Options, headers: Record<string, string>): ClassifiedVisit {
  const none = { dns: null, connect: null, tls: null, firstByte: null, dom: null, load: null, ready: null };
  return {
    url: options.url ?? '',
    finalUrl: options.url ?? null,
    failure: null,
    status: options.status ?? null,
    headers,
    contentType: 'text/html',
    probes: [],
    document: null,
    timings: { ...none, total: 0 },
  };
}

/** The page as text. UTF-16 is known by its mark; all else is read as UTF-8, in which every rule's words are the same bytes. */
async function readHtml(file: string): Promise<string> {
  const bytes = await readBytes(file);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 8_000).includes(0) || bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    throw new PuptimeError(`${file}: not a saved page: it is a binary file; give the HTML source`, {
      exitCode: 2,
    });
  }
  return new TextDecoder().decode(bytes);
}

async function readHeaders(file: string): Promise<string> {
  return (await readBytes(file)).toString('utf8');
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) throw new PuptimeError(`${file}: larger than 50 MB`, { exitCode: 2 });
    return await readFile(file);
  } catch (cause) {
    const why = WHY[codeOf(cause)];
    if (why === undefined) throw cause;
    throw new PuptimeError(`${file}: ${why}`, { exitCode: 2, cause });
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'a folder; name the files in it, as in folder/*.html',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function parseStatus(text: string): number {
  const status = Number(text);
  if (/^[1-5]\d\d$/.test(text)) return status;
  throw new InvalidArgumentError('expected an HTTP status, 100 to 599.');
}

function parseUrl(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new InvalidArgumentError('expected an address such as https://vote.example.gov/lookup.');
}

function jsonLine({ file, outcome, vendor, rules, reasons }: Judged): string {
  return JSON.stringify({ file, outcome, vendor, rules, reasons });
}

function shortLine({ file, outcome, rules }: Judged): string {
  const because = rules.length > 0 ? `  ${rules.join(', ')}` : '';
  return `${STATUS[outcome].glyph} ${outcome.padEnd(8)} ${plainText(file, LONGEST_LINE)}${because}`;
}

function countsLine(judged: readonly Judged[]): string {
  const counts = Outcome.options
    .map((outcome) => ({ outcome, count: judged.filter((result) => result.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcome}`);
  return `${judged.length} ${judged.length === 1 ? 'page' : 'pages'}: ${counts.join(', ') || 'none could be read'}`;
}

function explanation({ file, outcome, vendor, rules, reasons }: Judged): string {
  const lines = [
    `${STATUS[outcome].glyph} ${outcome}  ${plainText(file, LONGEST_LINE)}`,
    ...(vendor === null ? [] : [`  vendor  ${vendorName(vendor)}`]),
    ...reasons.map(
      (reason, index) =>
        `  ${index === 0 ? 'because' : 'and    '} ${plainText(reasonText(reason), LONGEST_LINE)}`,
    ),
    ...(reasons.length === 0 ? ['  no rule speaks against it'] : []),
    ...(rules.length === 0 ? [] : [`  rules   ${rules.join(', ')}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
