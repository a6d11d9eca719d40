import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { missingTool, SSH_ENVIRONMENT } from './ssh-tools.ts';

/** An ssh that was started, by this process or by an earlier one that left it running. */
export interface SshProcess {
  pid: number;
  /** Aborted when it has ended. */
  over: AbortSignal;
  /** Its exit code when it has ended; null when a signal ended it, or when that cannot be known. */
  ended: Promise<number | null>;
  /** Ends it: SIGTERM, then SIGKILL. Resolves when it is gone. */
  stop(): Promise<void>;
}

const TERM_MS = 2_000;

/**
 * Starts ssh in a session of its own, so that Ctrl-C at a terminal reaches us alone and the tunnel closes after what uses it.
 * What it writes goes to `logFile`, anew. `outlive`: it stays when this process ends; otherwise it goes with it, unless this
 * process is killed by a signal that nobody handles. Rejects with `PuptimeError` where there is no ssh.
 */
export async function startSsh(
  parameters: string[],
  { logFile, outlive }: { logFile: string; outlive: boolean },
): Promise<SshProcess> {
  await using log = await open(logFile, 'w');
  const child = spawn('ssh', parameters, {
    detached: true,
    stdio: ['ignore', 'ignore', log.fd],
    env: SSH_ENVIRONMENT,
  });
  // Listened for before anything is awaited: an ssh that is refused ends within milliseconds.
  const over = new AbortController();
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      over.abort();
      resolve(code);
    });
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw missingTool('ssh', error);
  }
  if (outlive) child.unref();
  else {
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    ended.then(() => process.off('exit', kill));
  }
  return {
    // Set, since it was spawned.
    pid: child.pid ?? 0,
    over: over.signal,
    ended,
    stop: () => stopProcess(over.signal, ended, (signal) => child.kill(signal)),
  };
}

/** Sends SIGTERM, and SIGKILL when that did not do; resolves when the process has ended. */
export async function stopProcess(
  over: AbortSignal,
  ended: Promise<unknown>,
  kill: (signal: 'SIGTERM' | 'SIGKILL') => unknown,
): Promise<void> {
  if (over.aborted) return;
  kill('SIGTERM');
  const hard = setTimeout(() => kill('SIGKILL'), TERM_MS);
  try {
    await ended;
  } finally {
    clearTimeout(hard);
  }
}
