import { expect, it } from 'vitest';
import { annotateFault, type Fault, printFault } from './fault.ts';
import { quote } from './quote.ts';

function aFault(overrides: Partial<Fault> = {}): Fault {
  return {
    path: 'sites.json',
    line: 41,
    column: 13,
    at: 'sites[2].url',
    message: 'expected x',
    sites: [2],
    ...overrides,
  };
}

it('prints the place, where in the value, and the message', () => {
  expect(printFault(aFault())).toBe('sites.json:41:13 sites[2].url: expected x');
  expect(printFault(aFault({ at: '' }))).toBe('sites.json:41:13: expected x');
});

it('escapes what would end a workflow command or begin another', () => {
  const fault = aFault({ path: 'a,b:c\n::x.json', message: '100 %\r\n::error::y' });
  expect(annotateFault(fault)).toBe(
    '::error file=a%2Cb%3Ac%0A%3A%3Ax.json,line=41,col=13::sites[2].url: 100 %25%0D%0A::error::y',
  );
});

it.each([
  ['plain', '"plain"'],
  ['"a\\b"', '"\\"a\\\\b\\""'],
  ['a\u0000\u001b[2J\u009b', '"a\\u0000\\u001b[2J\\u009b"'],
  ['\u202eexe.pdf\u2066\u200b\ufeff', '"\\u202eexe.pdf\\u2066\\u200b\\ufeff"'],
  ['\ud800', '"\\ud800"'],
  ['é 🗳', '"é 🗳"'],
  ['x'.repeat(121), `"${'x'.repeat(120)}…"`],
])('quotes %j as %s', (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});
