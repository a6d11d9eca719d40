import type { ServerResponse } from 'node:http';

/** Passes on what a CGI program writes: header lines, an empty line, the body. */
export class CgiAnswer {
  readonly #response: ServerResponse;
  #head: Buffer | null = Buffer.alloc(0);

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  write(chunk: Buffer): void {
    if (this.#head === null) {
      this.#response.write(chunk);
      return;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf('\r\n\r\n');
    if (end === -1) return;
    const body = this.#head.subarray(end + 4);
    const headers = this.#head
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      });
    this.#head = null;
    const status = headers.find(([name]) => name === 'status')?.[1] ?? '200';
    const others = headers.filter(([name]) => name !== 'status');
    this.#response.writeHead(Number.parseInt(status, 10), Object.fromEntries(others));
    this.#response.write(body);
  }

  /** 502 when the program ended before it said anything. */
  end(): void {
    if (this.#head !== null) this.#response.writeHead(502);
    this.#response.end();
  }
}
