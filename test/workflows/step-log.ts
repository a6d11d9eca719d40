import { type LogCommand, logCommandIn } from './log-command.ts';
import type { Annotation } from './run-record.ts';
import type { Secrets } from './secrets.ts';

/** Commands that the runner has refused since they could be given by whatever is printed. */
const DISABLED = new Set(['set-env', 'add-path']);

/** What a step prints: its text, what it says beside the log, and the commands in it, which are obeyed. */
export class StepLog {
  readonly annotations: Omit<Annotation, 'job' | 'step'>[] = [];
  /** Set by commands in the log. */
  readonly outputs: Record<string, string> = {};
  /** Whether a command could not be obeyed: the step has failed then. */
  refused = false;
  readonly #secrets: Secrets;
  readonly #heard: (line: string) => void;
  readonly #lines: string[] = [];
  #token: string | null = null;

  constructor(secrets: Secrets, heard: (line: string) => void) {
    this.#secrets = secrets;
    this.#heard = heard;
  }

  /** What was printed, without secrets. */
  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  /** Takes in a line that a program printed. */
  readonly take = (line: string): void => {
    const command = logCommandIn(line, this.#token);
    if (command === null || !this.#obey(command)) this.say(line);
  };

  /** Takes in a line in which no command is looked for. */
  say(line: string): void {
    const masked = this.#secrets.mask(line);
    this.#lines.push(masked);
    this.#heard(masked);
  }

  /** Shows something beside the run. */
  annotate(
    level: Annotation['level'],
    message: string,
    { title = null, file = null, line = null }: Partial<Pick<Annotation, 'title' | 'file' | 'line'>> = {},
  ): void {
    this.annotations.push({ level, message: this.#secrets.mask(message), title, file, line });
    this.say(`##[${level}]${message}`);
  }

  #obey({ name, properties, data }: LogCommand): boolean {
    if (this.#token !== null) {
      if (name !== this.#token.toLowerCase()) return false;
      this.#token = null;
    } else if (name === 'stop-commands') this.#token = data;
    else if (DISABLED.has(name)) {
      this.annotate('error', `The \`${name}\` command is disabled.`);
      this.refused = true;
    } else if (name === 'notice' || name === 'warning' || name === 'error') {
      const { title = null, file = null, line } = properties;
      this.annotate(name, data, { title, file, line: line === undefined ? null : Number(line) });
    } else if (name === 'add-mask') this.#secrets.add(data);
    // Deprecated since 2022, and obeyed to this day.
    else if (name === 'set-output') this.outputs[properties.name ?? ''] = data;
    else if (name === 'group') this.say(data);
    return true;
  }
}
