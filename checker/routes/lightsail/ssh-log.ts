import { open, stat } from 'node:fs/promises';
import type { Target } from '../dial.ts';
import { type ChannelFailure, channelFailures, isAbout } from './channel-failures.ts';

/** More of the log than this is never looked at in one go. */
const READ_BYTES = 1_000_000;

/**
 * What an ssh has written so far, in a file: whoever takes a tunnel over from another process can read it as well.
 * Nothing is kept here; a place in the log is a byte offset, and the order of offsets is the order of time.
 */
export class SshLog {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }

  /** The place where the next line will stand. */
  async end(): Promise<number> {
    return (await ifThere(stat(this.path)))?.size ?? 0;
  }

  /** What was written since a place, the newest megabyte of it. */
  async since(place: number): Promise<string> {
    await using file = await ifThere(open(this.path, 'r'));
    if (!file) return '';
    const { size } = await file.stat();
    const from = Math.max(place, size - READ_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, size - from)), { position: from });
    return buffer.subarray(0, bytesRead).toString('latin1');
  }

  /**
   * The newest failure about a target since a place. Where only failures are found of which ssh does not say whom they are
   * about, this one may be among them: `CHANNEL_FAILED`. Null: none was written.
   */
  async failureOf(target: Target, place: number): Promise<ChannelFailure | null> {
    const failures = channelFailures(await this.since(place));
    const own = failures.findLast((failure) => isAbout(failure, target));
    if (own) return own;
    const nameless = failures.filter((failure) => failure.target === null);
    // A forwarding that is refused is refused to all.
    const refused = nameless.find(({ kind }) => kind === 'route');
    if (refused || nameless.length === 0) return refused ?? null;
    return {
      target,
      kind: 'connect',
      code: 'CHANNEL_FAILED',
      detail: 'ssh does not say which target failed',
    };
  }
}

/** The log goes with its directory, and a tunnel may end after that. */
async function ifThere<T>(file: Promise<T>): Promise<T | null> {
  try {
    return await file;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
