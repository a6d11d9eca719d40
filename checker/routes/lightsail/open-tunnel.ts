import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { instantOf } from '../../domain/instant.ts';
import { PuptimeError } from '../../domain/puptime-error.ts';
import { freePort } from './free-port.ts';
import { type ExitProof, proveExit, type TunnelFailure } from './prove-exit.ts';
import { untilGreeting } from './socks-greeting.ts';
import { type KeepAlive, knownHostsLine, socksAddress, sshArguments } from './ssh-command.ts';
import { sshFailure } from './ssh-failure.ts';
import { SshLog } from './ssh-log.ts';
import { startSsh } from './ssh-process.ts';
import { Tunnel } from './tunnel.ts';

/** To what a tunnel is opened, and how patiently. */
export interface TunnelOptions extends ExitProof {
  /** Address and port of the instance's sshd. */
  host: string;
  port: number;
  user: string;
  /** Private key file; what ssh needs besides is written next to it. */
  identityFile: string;
  /** The only host key to trust: `ssh-ed25519 AAAA…`. */
  hostKey: string;
  /** When to give up, in milliseconds from now. */
  deadlineMs: number;
  signal: AbortSignal;
  now: () => Date;
  /** Hears why an attempt failed, when another follows. */
  log: (line: string) => void;
  /** false: the instance has let us in before, so another host key or a refused key is final. Default true. */
  launching?: boolean;
  /** ssh stays when this process ends. Default false. */
  detached?: boolean;
  /** Where ssh writes. Default: next to the key, one a port. */
  logFile?: string;
  /** Default: every 10 s, three unanswered. */
  keepAlive?: KeepAlive;
  /** A loopback port for SOCKS. Default: one that is free. */
  choosePort?: () => Promise<number>;
}

/** No tunnel could be opened. `kind`: why the last attempt failed. */
export class TunnelError extends PuptimeError {
  readonly kind: TunnelFailure['kind'];
  constructor(kind: TunnelFailure['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Between two tries, in milliseconds: nobody listens yet, and asking again costs nothing; sshd minds those who do not log in. */
const WAIT_MS = 250;
const WAIT_AFTER_SSHD_MS = 1_000;
/** ssh has no deadline of its own between the handshake and its first keep-alive. */
const GREETING_MS = 30_000;

/**
 * Opens a tunnel and proves it: SOCKS answers, and a request through it is seen from the address expected. Failures that time
 * can mend are tried again until the deadline. Rejects with `TunnelError`, or with the signal's reason when it aborts; no ssh is
 * left then.
 */
export async function openTunnel(options: TunnelOptions): Promise<Tunnel> {
  const where = `${options.user}@${options.host}:${options.port}`;
  const deadline = AbortSignal.timeout(options.deadlineMs);
  const signal = AbortSignal.any([options.signal, deadline]);
  let failure: TunnelFailure = { kind: 'not-ready', retry: true, detail: 'the first attempt did not end' };
  try {
    for (let told = ''; ; ) {
      const result = await attempt(options, signal);
      if (result instanceof Tunnel) return result;
      failure = result;
      if (!failure.retry) break;
      const line = `no tunnel to ${where} yet (${failure.kind}): ${failure.detail}`;
      if (line !== told) options.log(line);
      told = line;
      await pause(failure.kind === 'not-ready' ? WAIT_MS : WAIT_AFTER_SSHD_MS, undefined, { signal });
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (!deadline.aborted) throw error;
    const seconds = Math.round(options.deadlineMs / 1_000);
    throw new TunnelError(
      failure.kind,
      `no tunnel to ${where} within ${seconds} s; at last (${failure.kind}): ${failure.detail}`,
    );
  }
  throw new TunnelError(failure.kind, `no tunnel to ${where} (${failure.kind}): ${failure.detail}`);
}

/** One ssh: a proven tunnel, or why not, and then it is gone. Rejects on abort. */
async function attempt(options: TunnelOptions, signal: AbortSignal): Promise<Tunnel | TunnelFailure> {
  const dir = dirname(options.identityFile);
  const knownHostsFile = join(dir, 'known_hosts');
  await writeFile(knownHostsFile, knownHostsLine(options.host, options.port, options.hostKey));
  const socksPort = await (options.choosePort ?? freePort)();
  const log = new SshLog(options.logFile ?? join(dir, `ssh-${socksPort}.log`));
  const instant = () => instantOf(options.now().getTime());
  signal.throwIfAborted();

  await using opened = new AsyncDisposableStack();
  const spawned = instant();
  const { keepAlive = { intervalSeconds: 10, count: 3 } } = options;
  const ssh = await startSsh(sshArguments({ ...options, knownHostsFile, keepAlive }, socksPort), {
    logFile: log.path,
    outlive: options.detached ?? false,
  });
  opened.defer(() => ssh.stop());
  const ended = async () =>
    sshFailure(await log.since(0), await ssh.ended, { launching: options.launching ?? true });

  const greeted = await untilGreeting(
    socksPort,
    AbortSignal.any([signal, ssh.over, AbortSignal.timeout(GREETING_MS)]),
  );
  signal.throwIfAborted();
  if (ssh.over.aborted) return ended();
  if (!greeted) return { kind: 'not-ready', retry: true, detail: 'ssh was not let in within 30 s' };

  const sshReady = instant();
  const socksUrl = `socks5://${socksAddress(socksPort)}`;
  const failure = await proveExit({ socksUrl, over: ssh.over, log }, options, signal);
  if (ssh.over.aborted) return ended();
  if (failure) return failure;
  opened.move();
  const times = { spawned, sshReady, proven: instant() };
  return new Tunnel({ ssh, socksUrl, log, address: options.expectedAddress, times, now: options.now });
}
