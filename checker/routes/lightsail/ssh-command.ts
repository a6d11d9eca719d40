import { CHANNEL_LOG_OPTIONS } from './channel-failures.ts';

/** Seconds between questions whether the peer is still there, and how many may stay unanswered until ssh ends. */
export interface KeepAlive {
  intervalSeconds: number;
  count: number;
}

/** Whom to connect to and with what. Paths are absolute. */
export interface SshDestination {
  host: string;
  port: number;
  user: string;
  identityFile: string;
  knownHostsFile: string;
  keepAlive: KeepAlive;
}

/**
 * Arguments of an `ssh` that does nothing but serve SOCKS5 on a loopback port. It reads no configuration, asks no person and
 * no agent, trusts the given host key alone, and ends when it cannot forward.
 */
export function sshArguments(to: SshDestination, socksPort: number): string[] {
  const options = [
    'IdentitiesOnly=yes',
    'IdentityAgent=none',
    // A list parted by blanks, so quoted.
    `UserKnownHostsFile="${literal(to.knownHostsFile)}"`,
    'GlobalKnownHostsFile=/dev/null',
    'StrictHostKeyChecking=yes',
    'UpdateHostKeys=no',
    'BatchMode=yes',
    'PreferredAuthentications=publickey',
    'ExitOnForwardFailure=yes',
    'ConnectTimeout=10',
    `ServerAliveInterval=${to.keepAlive.intervalSeconds}`,
    `ServerAliveCountMax=${to.keepAlive.count}`,
    'ControlMaster=no',
    'ControlPath=none',
    ...CHANNEL_LOG_OPTIONS,
  ];
  return [
    ...['-F', 'none', '-N', '-T', '-D', socksAddress(socksPort), '-p', String(to.port)],
    ...['-i', literal(to.identityFile)],
    ...options.flatMap((option) => ['-o', option]),
    `${to.user}@${to.host}`,
  ];
}

/** Where ssh listens, as it stands in its command line. */
export function socksAddress(socksPort: number): string {
  return `127.0.0.1:${socksPort}`;
}

/** The line by which ssh knows the host. `key`: `ssh-ed25519 AAAA…`; what follows it is dropped. */
export function knownHostsLine(host: string, port: number, key: string): string {
  const [algorithm = '', blob = ''] = key.split(' ');
  return `${port === 22 ? host : `[${host}]:${port}`} ${algorithm} ${blob}\n`;
}

/** ssh expands %h and the like in paths. */
function literal(path: string): string {
  return path.replaceAll('%', '%%');
}
