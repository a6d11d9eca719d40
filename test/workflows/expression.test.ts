import { expect, it } from 'vitest';
import { fillIn, holds, resolve, type Status } from './expression.ts';

const contexts = {
  vars: { ON: 'true', EMPTY: '' },
  needs: {
    plan: { result: 'success', outputs: { due: '12', none: '0', matrix: '{"shard":["1/2","2/2"]}' } },
  },
  steps: { check: { outputs: {} } },
  github: { event: { title: "it's" } },
};
const fine: Status = { success: true, failure: false, cancelled: false };
const failed: Status = { success: false, failure: true, cancelled: false };
const cancelled: Status = { success: false, failure: false, cancelled: true };

it.each<[condition: string | undefined, inFine: boolean, inFailed: boolean, inCancelled: boolean]>([
  [undefined, true, false, false],
  ['always()', true, true, true],
  ['failure()', false, true, false],
  ['cancelled()', false, false, true],
  ['!cancelled()', true, true, false],
  ['success() || failure()', true, true, false],
  ["vars.ON == 'true'", true, false, false],
  [`\${{ vars.ON == 'TRUE' }}`, true, false, false],
  ["always() && vars.ON != 'true'", false, false, false],
  ["vars.MISSING == ''", true, false, false],
  ['vars.EMPTY', false, false, false],
  ['needs.plan.outputs.due > 0', true, false, false],
  ['always() && needs.plan.outputs.due > 0', true, true, true],
  ['needs.plan.outputs.none > 0', false, false, false],
  ['steps.check.outputs.unconfirmed > 0', false, false, false],
  ["'success()' == 'success()'", true, false, false],
  ["needs.plan.result == 'success' && failure()", false, true, false],
])('%s holds after success: %s, failure: %s, cancel: %s', (condition, inFine, inFailed, inCancelled) => {
  const found = [fine, failed, cancelled].map((status) => holds(condition, { contexts, status }));
  expect(found).toEqual([inFine, inFailed, inCancelled]);
});

it('fills expressions into text, and keeps the type of one that stands alone', () => {
  expect(fillIn(`a \${{ vars.ON }} \${{ vars.MISSING }} \${{ format('{0}}}', 1) }}`, { contexts })).toBe(
    'a true  1}',
  );
  expect(resolve(`\${{ fromJSON(needs.plan.outputs.matrix) }}`, { contexts })).toEqual({
    shard: ['1/2', '2/2'],
  });
  expect(resolve({ a: [`\${{ 1 }}`, true] }, { contexts })).toEqual({ a: [1, true] });
  expect(fillIn(`\${{ github.event.title }}`, { contexts })).toBe("it's");
  expect(resolve(`\${{ vars.MISSING || 'direct' }}`, { contexts })).toBe('direct');
});

it.each([
  ['a context that is not to be had there', 'secrets.GITHUB_TOKEN'],
  ['a function that does not exist', 'hashfile()'],
  ['an expression that breaks off', 'vars.ON =='],
])('refuses %s', (_, source) => {
  expect(() => fillIn(`\${{ ${source} }}`, { contexts })).toThrow(`\${{`);
});

it('refuses a function about the state where there is none, and text around a condition', () => {
  expect(() => fillIn(`\${{ always() }}`, { contexts })).toThrow('always()');
  expect(() => holds(`\${{ vars.ON }} && false`, { contexts, status: fine })).toThrow('it always holds');
  expect(() => fillIn(`\${{ vars.ON`, { contexts })).toThrow('without an end');
});
