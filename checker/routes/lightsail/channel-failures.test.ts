import { expect, it } from 'vitest';
import { channelFailures, isAbout } from './channel-failures.ts';

const failed = (channel: number, words: string) => `channel ${channel}: open failed: ${words}\r\n`;
const ended = (channel: number, host: string, port: number) =>
  `debug1: channels.c:channel_free():721 (pid=20262): channel ${channel}: free: direct-tcpip: listening port 42307 ` +
  `for ${host} port ${port}, connect from 127.0.0.1 port 50462 to 127.0.0.1 port 42307, nchannels 2\r\n`;

it.each([
  ['connect failed: Connection refused', 'connect', 'ECONNREFUSED'],
  ['connect failed: Connection timed out', 'connect', 'ETIMEDOUT'],
  ['connect failed: No route to host', 'connect', 'EHOSTUNREACH'],
  ['connect failed: Network is unreachable', 'connect', 'ENETUNREACH'],
  ['connect failed: Name or service not known', 'dns', 'ENOTFOUND'],
  ['connect failed: No address associated with hostname', 'dns', 'ENOTFOUND'],
  ['connect failed: Temporary failure in name resolution', 'dns', 'EAI_AGAIN'],
  ['connect failed: Permission denied', 'refused', 'EREFUSED'],
  ['administratively prohibited: open failed', 'route', 'FORWARDING_REFUSED'],
  ['connect failed: something new', 'connect', 'CHANNEL_FAILED'],
])('understands “%s”', (words, kind, code) => {
  expect(channelFailures(failed(1, words))).toMatchObject([{ target: null, kind, code }]);
});

it('gives each failure the target that its channel ended with, whatever the order', () => {
  const log =
    ended(1, 'worked.example', 443) +
    failed(1, 'connect failed: Connection refused') +
    failed(2, 'connect failed: Name or service not known') +
    ended(2, 'nobody.example', 80) +
    ended(1, '192.0.2.1', 443) +
    failed(2, 'connect failed: Connection refused');
  expect(channelFailures(log)).toMatchObject([
    { target: { host: '192.0.2.1', port: 443 }, code: 'ECONNREFUSED' },
    { target: { host: 'nobody.example', port: 80 }, code: 'ENOTFOUND' },
    { target: null, code: 'ECONNREFUSED' },
  ]);
});

it.each([
  ['a.example', 'a.example', true],
  ['a.example', 'b.example', false],
  [`${'a'.repeat(100)}`, `${'a'.repeat(120)}`, true],
  ['::ffff:192.0.2.1', '::ffff:c000:201', true],
  ['2001:db8::1', '2001:db8:0::1', true],
])('compares %s with %s', (reported, asked, same) => {
  const [failure] = channelFailures(failed(1, 'x') + ended(1, reported, 443));
  expect(failure && isAbout(failure, { host: asked, port: 443 })).toBe(same);
  expect(failure && isAbout(failure, { host: asked, port: 80 })).toBe(false);
});

it('is not led astray by a host that looks like a line of the log', () => {
  const host = 'x port 1, connect from y port 2 to z port 3, nchannels 4';
  const [failure] = channelFailures(failed(1, 'x') + ended(1, host, 443));
  expect(failure?.target).toEqual({ host, port: 443 });
});
