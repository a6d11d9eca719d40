import { styleText } from 'node:util';
import type { Progress } from '../check/progress.ts';
import { plainText } from '../domain/plain-text.ts';
import { reasonText } from '../domain/reason-words.ts';
import type { Visit } from '../domain/run-record.ts';
import { type Outcome, STATUS } from '../domain/status.ts';
import { secondsText } from './seconds-text.ts';

export interface ProgressOutput {
  err(text: string): void;
  terminal: { live: boolean; columns: number };
  now(): Date;
  /** What each site was before, where that is known: only what is news gets a line of its own. */
  before?: ReadonlyMap<string, Outcome>;
}

/** Tells a check's progress: a line that lives at the bottom of a terminal, or a plain line now and then in a log. */
export class LiveProgress implements Progress {
  readonly #output: ProgressOutput;
  readonly #running = new Set<string>();
  #total = 0;
  #done = 0;
  #startedAt = 0;
  #shown = false;

  constructor(output: ProgressOutput) {
    this.#output = output;
  }

  passStarted(route: string, total: number, again: boolean): void {
    this.#total = total;
    this.#done = 0;
    this.#startedAt = this.#output.now().getTime();
    const pages = total === 1 ? 'page' : 'pages';
    this.#line(`Loading ${total} ${pages} ${again ? 'again, ' : ''}over ${plainText(route)}`);
  }

  visitStarted(site: string): void {
    this.#running.add(site);
    this.#draw();
  }

  visitEnded(site: string, visit: Visit): void {
    this.#running.delete(site);
    this.#done++;
    const { glyph, terminal } = STATUS[visit.outcome];
    const [reason] = visit.reasons;
    const seconds = (visit.ms / 1_000).toFixed(1).padStart(5);
    if (visit.outcome !== (this.#output.before?.get(site) ?? 'up')) {
      const why = reason ? plainText(reasonText(reason), 120) : '';
      this.#line(`  ${this.#style(terminal, glyph)} ${seconds} s  ${site}  ${why}`);
    }
    if (!this.#output.terminal.live && (this.#done % 10 === 0 || this.#done === this.#total)) {
      this.#line(`  ${this.#done} of ${this.#total} done, ${this.#eta()}`);
    }
    this.#draw();
  }

  passEnded(): void {
    this.#running.clear();
    this.#clear();
  }

  note(text: string): void {
    this.#line(this.#style('yellow', plainText(text, 400)));
  }

  waiting(until: Date, sites: number): void {
    const left = secondsText(until.getTime() - this.#output.now().getTime());
    this.#line(
      `Waiting ${left} before ${sites === 1 ? 'one page is' : `${sites} pages are`} loaded again: without a second exit, only time can confirm`,
    );
  }

  #eta(): string {
    const elapsed = this.#output.now().getTime() - this.#startedAt;
    if (this.#done === 0) return 'just begun';
    return this.#done === this.#total
      ? `in ${secondsText(elapsed)}`
      : `about ${secondsText((elapsed / this.#done) * (this.#total - this.#done))} left`;
  }

  #draw(): void {
    const { terminal } = this.#output;
    if (!terminal.live || this.#total === 0) return;
    const line = `  ${this.#done} of ${this.#total} · ${this.#eta()} · ${[...this.#running].join(', ')}`;
    this.#clear();
    this.#output.err(line.length >= terminal.columns ? `${line.slice(0, terminal.columns - 2)}…` : line);
    this.#shown = true;
  }

  #line(text: string): void {
    this.#clear();
    this.#output.err(`${text}\n`);
  }

  #clear(): void {
    if (!this.#shown) return;
    this.#output.err('\r\u001b[2K');
    this.#shown = false;
  }

  #style(style: Parameters<typeof styleText>[0], text: string): string {
    return this.#output.terminal.live ? styleText(style, text, { validateStream: false }) : text;
  }
}
