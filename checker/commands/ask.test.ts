import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { askOn } from './ask.ts';

it.each([
  ['yes\n', 'yes'],
  ['  y  \r\nmore\n', 'y'],
  ['\n', ''],
])('takes %j for %j', async (typed, answer) => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const asked = askOn(input, output, 'Go on? [y/N] ', new AbortController().signal);
  input.write(typed);
  expect(await asked).toBe(answer);
  expect(String(output.read())).toBe('Go on? [y/N] ');
});

it('takes the end of the input for no answer', async () => {
  const input = new PassThrough();
  const asked = askOn(input, new PassThrough(), 'Go on? ', new AbortController().signal);
  input.end();
  expect(await asked).toBe('');
  expect(await askOn(input, new PassThrough(), 'Sure? ', new AbortController().signal)).toBe('');
});

it('stops asking when the command is interrupted', async () => {
  const interrupt = new AbortController();
  const asked = askOn(new PassThrough(), new PassThrough(), 'Go on? ', interrupt.signal);
  interrupt.abort(new Error('interrupted'));
  await expect(asked).rejects.toThrow('interrupted');
});
