import { expect, it } from 'vitest';
import { repositoryAt } from './remote-address.ts';

it.each([
  ['https://github.com/acme/monitor', 'acme/monitor'],
  ['https://github.com/acme/monitor.git', 'acme/monitor'],
  ['https://someone:secret@GitHub.com/acme/monitor.git/', 'acme/monitor'],
  ['git@github.com:acme/monitor.git', 'acme/monitor'],
  ['github.com:acme/monitor', 'acme/monitor'],
  ['ssh://git@github.com/acme/my.monitor.git', 'acme/my.monitor'],
  ['https://gitlab.com/acme/monitor.git', null],
  ['https://github.com/acme', null],
  ['https://github.com/acme/monitor/tree/main', null],
  ['../monitor', null],
  ['/srv/git/monitor.git', null],
  ['', null],
])('takes %j for %j', (address, name) => {
  expect(repositoryAt(address, 'github.com')).toBe(name);
});
