/** How the ssh server of an instance is set up, apart from what its launch script does. */
export interface SshSettings {
  address: string;
  port: number;
  username: string;
  /** Names under which systemd knows the ssh server. */
  units: readonly string[];
  /** `installed`: whatever lies in /etc/ssh; `wrong`: another one for ever. */
  hostKey: 'installed' | 'wrong';
  /** Whether keys in `~/.ssh/authorized_keys` let anyone in. */
  authorizedKeys: boolean;
  /** Whether the server forwards connections. */
  forwarding: boolean;
}

/** An id that no account of a machine is likely to have. */
export const USER_ID = 61_234;

/** Whether this program may become root inside an instance without being an ordinary user outside. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Configuration of the ssh server as its image has it. */
export const SSHD_CONFIG = `Include /etc/ssh/sshd_config.d/*.conf
HostKey /etc/ssh/ssh_host_ed25519_key
PasswordAuthentication no
KbdInteractiveAuthentication no
`;

/** Script that becomes the ssh server of an instance. */
export function sshdScript({ address, port, hostKey, authorizedKeys, forwarding }: SshSettings): string {
  // What is said on the command line wins over the files.
  const options = [
    `ListenAddress=${address}:${port}`,
    'PidFile=/run/sshd.pid',
    'UsePAM=no',
    ...(authorizedKeys ? [] : ['AuthorizedKeysFile=none']),
    ...(forwarding ? [] : ['AllowTcpForwarding=no']),
  ];
  const config = hostKey === 'wrong' ? '/run/stand-in/sshd_config' : '/etc/ssh/sshd_config';
  const sshd = [
    '/usr/sbin/sshd',
    '-D',
    '-e',
    '-f',
    config,
    ...options.flatMap((option) => ['-o', option]),
  ].join(' ');
  // An ordinary user cannot become another one: the server runs as the instance's user from the start.
  const as = isRoot() ? '' : `unshare -U --map-user=${USER_ID} --map-group=${USER_ID} `;
  const wrong = hostKey === 'wrong' ? `echo 'HostKey /run/stand-in/wrong_key' >${config}\n` : '';
  return `#!/bin/sh\n${wrong}exec ${as}${sshd}\n`;
}
