import { expect, it } from 'vitest';
import { valuesIn } from './command-file.ts';
import { Lines } from './lines.ts';
import { logCommandIn } from './log-command.ts';

it.each<[line: string, name: string | undefined, data?: string, properties?: object]>([
  ['::notice::Hello', 'notice', 'Hello', {}],
  [
    '  ::ERROR file=sites.json,line=4,title=A%3A b::x%0Ay',
    'error',
    'x\ny',
    { file: 'sites.json', line: '4', title: 'A: b' },
  ],
  ['::add-mask::50%25 off%3A', 'add-mask', '50% off%3A', {}],
  ['a page says ::error::no', undefined],
  ['::unheard-of::x', undefined],
  ['::error', undefined],
  ['title: ##[set-output name=route;]direct', 'set-output', 'direct', { name: 'route' }],
  ['::nothing:: ##[warning]still', 'warning', 'still', {}],
  ['##[section]Starting', undefined],
])('%s is the command %s', (line, name, data, properties) => {
  const command = logCommandIn(line);
  expect(command?.name).toBe(name);
  if (name !== undefined) expect(command).toEqual({ name, data, properties });
});

it('knows the word that ends a pause', () => {
  expect(logCommandIn('::Once-More::', 'once-more')?.name).toBe('once-more');
});

it('cuts lines at carriage returns, and across chunks', () => {
  const lines: string[] = [];
  const cut = new Lines((line) => lines.push(line));
  for (const chunk of ['a\r', '\n', '\nb\rc', 'ö\n', '\n', 'end']) cut.add(Buffer.from(chunk));
  cut.end();
  expect(lines).toEqual(['a', '', 'b', 'cö', '', 'end']);
});

it('reads values from a file, also of several lines', () => {
  expect(valuesIn('a=1\nb=x=y\n\nc<<END\n1\n\n2\nEND\nd=')).toEqual([
    ['a', '1'],
    ['b', 'x=y'],
    ['c', '1\n\n2'],
    ['d', ''],
  ]);
  expect(() => valuesIn('words')).toThrow('Invalid format');
  expect(() => valuesIn('a<<END\n1')).toThrow('delimiter not found');
});
