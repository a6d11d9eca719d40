import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { instantOf } from '../../domain/instant.ts';
import { type ExitProof, proveExit, type TunnelFailure } from './prove-exit.ts';
import { socksAddress } from './ssh-command.ts';
import { SshLog } from './ssh-log.ts';
import { type SshProcess, stopProcess } from './ssh-process.ts';
import { Tunnel } from './tunnel.ts';

/** A tunnel that an earlier process left running. */
export interface LeftTunnel {
  pid: number;
  socksPort: number;
  /** The private directory of its keys: it stands in ssh's command line, and tells ours from any other ssh. */
  dir: string;
  /** Where ssh writes, when that was chosen. */
  logFile?: string;
  /** Instant. */
  spawned: string;
}

const WATCH_MS = 500;

/**
 * Takes over a tunnel that was left running: the process is still that ssh, and a request through it is seen from the address
 * expected. Resolves with the failure when not (nothing is ended then). Works where `/proc` is.
 */
export async function adoptTunnel(
  left: LeftTunnel,
  proof: ExitProof,
  { signal, now }: { signal: AbortSignal; now: () => Date },
): Promise<Tunnel | TunnelFailure> {
  const gone = {
    kind: 'lost' as const,
    retry: false,
    detail: `process ${left.pid} is not that ssh any more`,
  };
  if (!(await isThatSsh(left))) return gone;
  const ssh = watch(left);
  const log = new SshLog(left.logFile ?? join(left.dir, `ssh-${left.socksPort}.log`));
  const socksUrl = `socks5://${socksAddress(left.socksPort)}`;
  const sshReady = instantOf(now().getTime());
  const failure = await proveExit({ socksUrl, over: ssh.over, log }, proof, signal);
  if (failure) {
    ssh.forget();
    return ssh.over.aborted ? gone : failure;
  }
  const times = { spawned: left.spawned, sshReady, proven: instantOf(now().getTime()) };
  return new Tunnel({ ssh, socksUrl, log, address: proof.expectedAddress, times, now });
}

/** Ends the ssh that was left running; nothing is done when it is another process by now, or none. */
export async function endTunnel(left: LeftTunnel): Promise<void> {
  await watch(left).stop();
}

/** Whether the process is the ssh that was left: process ids are used again, and what has ended has no command line. */
async function isThatSsh({ pid, socksPort, dir }: LeftTunnel): Promise<boolean> {
  try {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    return words.includes(socksAddress(socksPort)) && words.some((word) => word.includes(`${dir}/`));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return false;
    throw error;
  }
}

/** Nobody is told of the end of a process that is not a child: it is looked at. */
function watch(left: LeftTunnel): SshProcess & { forget(): void } {
  const over = new AbortController();
  const { promise: ended, resolve, reject } = Promise.withResolvers<null>();
  const look = async () => {
    if (await isThatSsh(left)) return;
    clearInterval(timer);
    over.abort();
    resolve(null);
  };
  const timer = setInterval(() => void look().catch(reject), WATCH_MS).unref();
  return {
    pid: left.pid,
    over: over.signal,
    ended,
    stop: async () => {
      timer.ref();
      await look();
      await stopProcess(over.signal, ended, (name) => signalProcess(left.pid, name));
    },
    forget: () => clearInterval(timer),
  };
}

function signalProcess(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended since it was looked at.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
