/**
 * Something a person must mend, said so that they can: what was attempted, on what, what came back, what to do.
 * Shown as its message alone; everything else that is thrown keeps its stack.
 * `exitCode`: 1 the work failed, 2 wrong use or wrong input.
 */
export class PuptimeError extends Error {
  override readonly name = 'PuptimeError';
  readonly exitCode: 1 | 2;
  constructor(message: string, options: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}
