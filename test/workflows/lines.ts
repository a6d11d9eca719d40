import { StringDecoder } from 'node:string_decoder';

/** Cuts what a program prints into lines, as the runner does: at line feeds and at carriage returns. */
export class Lines {
  readonly #decoder = new StringDecoder('utf8');
  readonly #take: (line: string) => void;
  #rest = '';
  #afterReturn = false;

  constructor(take: (line: string) => void) {
    this.#take = take;
  }

  add(chunk: Buffer): void {
    const text = this.#decoder.write(chunk);
    if (text === '') return;
    // The second half of a line end that was cut in two.
    const own = this.#afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    this.#afterReturn = text.endsWith('\r');
    const lines = (this.#rest + own).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#take(line);
  }

  /** The last line may have no end. */
  end(): void {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = '';
    if (rest !== '') this.#take(rest);
  }
}
