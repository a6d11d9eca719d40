#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { askOn } from './commands/ask.ts';
import type { CommandContext } from './commands/context.ts';
import { Environment } from './commands/environment.ts';
import { version } from './commands/version.ts';
import { PuptimeError } from './domain/puptime-error.ts';

// That nobody reads on, as with `head`, ends no work: there may be exits to remove.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

const interrupt = new AbortController();
let signals = 0;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    signals++;
    // The second one means it.
    if (signals > 1) process.exit(1);
    process.stderr.write(
      '\nEnding: what is under way is cut off, what was seen is kept. Once more ends at once.\n',
    );
    interrupt.abort();
  });
}

const env = Environment.parse(process.env);
if (env.PUPTIME_ISOLATED !== undefined) {
  // Another user's process cannot signal this one: it closes standard input.
  process.stdin.once('close', () => interrupt.abort()).resume();
  process.stdin.unref();
}

let exitCode: 0 | 1 | 2 = 0;
const context: CommandContext = {
  env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  terminal: {
    live: process.stderr.isTTY === true && process.env.CI === undefined && process.env.NO_COLOR === undefined,
    columns: process.stderr.columns ?? 80,
  },
  ...(process.stdin.isTTY === true && {
    ask: (question: string) => askOn(process.stdin, process.stderr, question, interrupt.signal),
  }),
  now: () => new Date(),
  random: Math.random,
  setExitCode: (code) => {
    exitCode = code;
  },
  signal: interrupt.signal,
};

const program = new Command('puptime')
  .description('Watches the web pages voters depend on, with real browsers, and publishes what was seen.')
  .version(version(), '--version')
  .helpOption('-h, --help', 'say how a command is used')
  .helpCommand(false)
  .showHelpAfterError('(--help says how it is used)')
  .configureHelp({ sortSubcommands: false })
  .addHelpText(
    'after',
    '\nTo see it work:    npm run demo\nTo check one page: npx puptime check --only oh-register\n\nExit codes: 0 done, 1 failed, 2 wrong use or wrong input.',
  );
/** Loaded when they are called: to validate a file nobody should wait for a browser's driver. */
const COMMANDS: Record<string, () => Promise<(context: CommandContext) => Command>> = {
  validate: async () => (await import('./commands/validate.ts')).validateCommand,
  plan: async () => (await import('./commands/plan.ts')).planCommand,
  check: async () => (await import('./commands/check.ts')).checkCommand,
  record: async () => (await import('./commands/record.ts')).recordCommand,
  notify: async () => (await import('./commands/notify.ts')).notifyCommand,
  rebuild: async () => (await import('./commands/record.ts')).rebuildCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  classify: async () => (await import('./commands/classify.ts')).classifyCommand,
  run: async () => (await import('./commands/run.ts')).runCommand,
  site: async () => (await import('./commands/site.ts')).siteCommand,
  proxy: async () => (await import('./commands/proxy.ts')).proxyCommand,
  unrecorded: async () => (await import('./commands/unrecorded.ts')).unrecordedCommand,
  keepalive: async () => (await import('./commands/keepalive.ts')).keepaliveCommand,
  snapshots: async () => (await import('./commands/snapshots.ts')).snapshotsCommand,
  setup: async () => (await import('./commands/setup.ts')).setupCommand,
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
};
const word = process.argv[2] ?? '--help';
const called = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
if (called) program.addCommand((await called())(context));
else if (word.startsWith('-'))
  for (const load of Object.values(COMMANDS)) program.addCommand((await load())(context));
// Of a word that is no command only what was meant is told.
else for (const name of Object.keys(COMMANDS)) program.command(name);

/** Commander leaves by exceptions, so that there is one place that sets the exit code. */
function throwOnExit(command: Command): void {
  command.exitOverride();
  for (const sub of command.commands) throwOnExit(sub);
}
throwOnExit(program);

try {
  await program.parseAsync();
  process.exitCode = exitCode;
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  // Whoever interrupts knows why it ends.
  if (interrupt.signal.aborted && error === interrupt.signal.reason) return 1;
  // Commander has said what is wrong itself; help and version "fail" with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof PuptimeError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
