import { expect, it } from 'vitest';
import { addressIn } from './echo.ts';

it.each([
  ['192.0.2.7\n', '192.0.2.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['{"ip":"192.0.2.7","country":"US"}', '192.0.2.7'],
  ['{ "origin": "192.0.2.7" }', '192.0.2.7'],
  ['{"ip":7}', null],
  ['{"ip":"192.0.2.7, 10.0.0.1"}', null],
  ['<html>192.0.2.7</html>', null],
  ['192.0.2.7 10.0.0.1', null],
  ['', null],
  ['[]', null],
  ['null', null],
])('finds in %j the address %s', (body, address) => {
  expect(addressIn(body)).toBe(address);
});
