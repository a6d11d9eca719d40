import { expect, it } from 'vitest';
import { puptime, startPuptime } from './puptime.ts';

it('goes on when nobody reads what it prints', async () => {
  const { child, ended } = startPuptime(['validate']);
  child.stdout?.destroy();
  expect(await ended).toMatchObject({ code: 0, err: '' });
});

it.each([
  ['chekc', "unknown command 'chekc'\n(Did you mean check?)"],
  ['toString', "unknown command 'toString'\n"],
])('answers the word %s with 2, and what may have been meant', async (word, said) => {
  const { code, out, err } = await puptime([word]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(said);
});

it.each([[[]], [['--help']]])('tells of every command when called with %j', async (words: string[]) => {
  const { code, out, err } = await puptime(words);
  expect(code).toBe(words.length === 0 ? 2 : 0);
  expect(out + err).toMatch(/^ {2}validate .*^ {2}demo /ms);
});
