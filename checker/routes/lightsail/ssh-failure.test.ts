import { expect, it } from 'vitest';
import { sshFailure } from './ssh-failure.ts';

const CHANGED = `@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@
Host key for [127.0.0.1]:2222 has changed and you have requested strict checking.\r
Host key verification failed.\r
`;
const UNKNOWN = `No ED25519 host key is known for 192.0.2.7 and you have requested strict checking.
Host key verification failed.
`;
const TAKEN = `bind [127.0.0.1]:40000: Address already in use
channel_setup_fwd_listener_tcpip: cannot listen to port: 40000
Could not request local forwarding.
`;
const OPEN_TO_ALL = `@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @
Load key "/x/client": bad permissions
root@127.0.0.1: Permission denied (publickey).
`;

it.each([
  [CHANGED, 'host-key', true],
  [UNKNOWN, 'host-key', true],
  ['Unable to negotiate with 192.0.2.7: no matching host key type found.', 'host-key', true],
  ['root@127.0.0.1: Permission denied (publickey).', 'denied', true],
  ['ssh: connect to host 127.0.0.1 port 1: Connection refused', 'not-ready', true],
  ['ssh: connect to host 192.0.2.7 port 22: Connection timed out', 'not-ready', true],
  ['kex_exchange_identification: Connection closed by remote host', 'not-ready', true],
  ['Connection timed out during banner exchange', 'not-ready', true],
  ['Connection closed by 192.0.2.7 port 22', 'not-ready', true],
  [TAKEN, 'port-taken', true],
  [OPEN_TO_ALL, 'setup', false],
  ['command-line: line 0: Bad configuration option: foo', 'setup', false],
  ['Connection to 127.0.0.1 closed by remote host.', 'lost', true],
  ['Timeout, server 127.0.0.1 not responding.', 'lost', true],
  ['client_loop: send disconnect: Broken pipe', 'lost', true],
  ['', 'lost', true],
])('reads %j as %s', (stderr, kind, retry) => {
  expect(sshFailure(stderr, 255, { launching: true })).toMatchObject({ kind, retry });
});

it('holds a wrong host key and a refused key for final once the instance is made', () => {
  expect(sshFailure(CHANGED, 255, { launching: false })).toMatchObject({ kind: 'host-key', retry: false });
  expect(sshFailure('x: Permission denied (publickey).', 255, { launching: false }).retry).toBe(false);
  expect(
    sshFailure('ssh: connect to host x port 22: Connection refused', 255, { launching: false }).retry,
  ).toBe(true);
});

it('does not take a target that fails for the end of ssh', () => {
  const stderr =
    'channel 1: open failed: connect failed: Connection refused\ndebug1: channels.c:channel_free():7: x\n';
  expect(sshFailure(stderr, null, { launching: false })).toEqual({
    kind: 'lost',
    retry: true,
    detail: 'ssh ended with a signal',
  });
});

it('gives ssh’s last words, printable and on one line', () => {
  expect(sshFailure('first\r\nlast \u001b[31mred\r\n', 255, { launching: true }).detail).toBe(
    'last ?[31mred',
  );
  expect(sshFailure('x'.repeat(1_000), 255, { launching: true }).detail).toHaveLength(300);
});
