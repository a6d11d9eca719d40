import { expect, it } from 'vitest';
import { refusedAddress } from './addresses.ts';

const strict = { allowLoopback: false };

it.each([
  ['127.0.0.1', 'loopback'],
  ['127.8.9.1', 'loopback'],
  ['::1', 'loopback'],
  ['0.0.0.0', 'unspecified'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['192.168.1.1', 'private'],
  ['169.254.169.254', 'link-local'],
  ['fe80::1', 'link-local'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['fd00:ec2::254', 'unique local'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['::ffff:10.0.0.1', 'private'],
  ['::ffff:169.254.169.254', 'link-local'],
  ['64:ff9b::a00:1', 'rfc6052'],
  ['2002:a00:1::', '6to4'],
])('refuses %s', (address, word) => {
  expect(refusedAddress(address, strict)).toContain(word);
});

it.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:93.184.215.14'])(
  'lets %s pass',
  (address) => {
    expect(refusedAddress(address, strict)).toBeNull();
  },
);

it('lets loopback pass, and nothing else, when tests ask for it', () => {
  expect(refusedAddress('127.0.0.1', { allowLoopback: true })).toBeNull();
  expect(refusedAddress('::1', { allowLoopback: true })).toBeNull();
  expect(refusedAddress('10.0.0.1', { allowLoopback: true })).not.toBeNull();
  expect(refusedAddress('169.254.169.254', { allowLoopback: true })).not.toBeNull();
});

it('refuses what is no address', () => {
  expect(refusedAddress('example.org', strict)).toContain('not an IP address');
});
