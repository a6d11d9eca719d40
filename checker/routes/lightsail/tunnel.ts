import { instantOf } from '../../domain/instant.ts';
import { sshFailure } from './ssh-failure.ts';
import type { SshLog } from './ssh-log.ts';
import type { SshProcess } from './ssh-process.ts';
import type { DialledTunnel } from './tunnel-dial.ts';

/** How a tunnel ended that nobody asked to end. */
export interface TunnelLoss {
  /** Instant. */
  at: string;
  /** ssh's exit code; null when a signal ended it or when it is not known. */
  code: number | null;
  /** ssh's last words: printable, one line. */
  detail: string;
}

/** Instants in a tunnel's making: ssh was started, its SOCKS port answered, a request through it came from the right address. */
export interface TunnelTimes {
  spawned: string;
  sshReady: string;
  proven: string;
}

/** What a tunnel is made of. */
export interface TunnelParts {
  ssh: SshProcess;
  socksUrl: string;
  log: SshLog;
  address: string;
  times: TunnelTimes;
  now: () => Date;
}

/** An open way out through an instance: a SOCKS5 port on loopback that an ssh serves. Disposing closes it. */
export class Tunnel implements AsyncDisposable, DialledTunnel {
  /** `socks5://127.0.0.1:PORT` */
  readonly socksUrl: string;
  readonly pid: number;
  /** From which the world saw a request through it. */
  readonly address: string;
  readonly times: TunnelTimes;
  /** Resolves when ssh ends unasked; never when it is closed. */
  readonly lost: Promise<TunnelLoss>;
  readonly over: AbortSignal;
  readonly log: SshLog;
  readonly #ssh: SshProcess;
  #closing = false;

  constructor({ ssh, socksUrl, log, address, times, now }: TunnelParts) {
    this.socksUrl = socksUrl;
    this.pid = ssh.pid;
    this.address = address;
    this.times = times;
    this.over = ssh.over;
    this.log = log;
    this.#ssh = ssh;
    this.lost = ssh.ended.then(async (code) => {
      if (this.#closing) return new Promise<never>(() => undefined);
      const at = instantOf(now().getTime());
      return { at, code, detail: sshFailure(await log.since(0), code, { launching: false }).detail };
    });
  }

  get alive(): boolean {
    return !this.over.aborted;
  }

  /** Ends ssh and waits until it is gone. Closing what is lost or closed does nothing. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#ssh.stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
