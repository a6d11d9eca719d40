import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

it('sorts keys and gives each entry of a record its line', () => {
  const value = {
    version: 1,
    sites: { 'oh-b': { z: 1, a: [2, { d: 1, c: null }] }, 'ca-a': {} },
    newestRun: { id: 'x', at: 1 },
    none: {},
  };
  expect(canonicalJson(value)).toMatchInlineSnapshot(`
    "{
      "newestRun": {"at":1,"id":"x"},
      "none": {},
      "sites": {
        "ca-a": {},
        "oh-b": {"a":[2,{"c":null,"d":1}],"z":1}
      },
      "version": 1
    }
    "
  `);
});

it('gives equal values equal bytes, which mean the same as the value', () => {
  const value = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(value, (object) => {
      const text = canonicalJson(object);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(object)));
      expect(canonicalJson(Object.fromEntries(Object.entries(object).reverse()))).toBe(text);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

it('leaves out what is undefined', () => {
  expect(canonicalJson({ a: undefined, b: { c: undefined } })).toBe('{\n  "b": {}\n}\n');
});
