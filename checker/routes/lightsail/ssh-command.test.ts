import { expect, it } from 'vitest';
import { knownHostsLine, sshArguments } from './ssh-command.ts';

const destination = {
  host: '192.0.2.7',
  port: 22,
  user: 'ubuntu',
  identityFile: '/run/100% ours/client',
  knownHostsFile: '/run/100% ours/known_hosts',
  keepAlive: { intervalSeconds: 10, count: 3 },
};

it('asks ssh for one SOCKS port, one host key and nothing else', () => {
  expect(sshArguments(destination, 40_000).join(' ')).toMatchInlineSnapshot(
    `"-F none -N -T -D 127.0.0.1:40000 -p 22 -i /run/100%% ours/client -o IdentitiesOnly=yes -o IdentityAgent=none -o UserKnownHostsFile="/run/100%% ours/known_hosts" -o GlobalKnownHostsFile=/dev/null -o StrictHostKeyChecking=yes -o UpdateHostKeys=no -o BatchMode=yes -o PreferredAuthentications=publickey -o ExitOnForwardFailure=yes -o ConnectTimeout=10 -o ServerAliveInterval=10 -o ServerAliveCountMax=3 -o ControlMaster=no -o ControlPath=none -o IgnoreUnknown=LogVerbose -o LogVerbose=*:channel_free():* ubuntu@192.0.2.7"`,
  );
});

it.each([
  [22, '192.0.2.7 ssh-ed25519 AAAA\n'],
  [2222, '[192.0.2.7]:2222 ssh-ed25519 AAAA\n'],
])('names a host on port %i as ssh looks it up', (port, line) => {
  expect(knownHostsLine('192.0.2.7', port, 'ssh-ed25519 AAAA puptime')).toBe(line);
});
