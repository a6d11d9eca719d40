import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';

/** Asks one question at a terminal; an end of the input is an empty answer. Rejects with the signal's reason. */
export async function askOn(
  input: Readable,
  output: NodeJS.WritableStream,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  // An input that has ended ends no second time: nobody would ever answer.
  if (input.readableEnded) return '';
  // Not as a terminal: Ctrl-C then stays a signal, which ends the command as everywhere else.
  const lines = createInterface({ input, output, terminal: false });
  try {
    const ended = once(lines, 'close', { signal }).then(() => '');
    const answer = await Promise.race([lines.question(question, { signal }), ended]);
    return answer.trim();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    lines.close();
  }
}
