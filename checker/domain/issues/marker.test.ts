import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyIn, type Marker, markerIn, withKey, withMarker } from './marker.ts';

const MARKER: Marker = {
  version: 1,
  kind: 'outage',
  key: 'oh-track-ballot-20261123T142210Z',
  open: true,
  title: 'Ohio: Track your ballot is down',
  standing: ['oh-track-ballot-20261123T142210Z'],
  over: [],
  told: ['still:1:60m'],
  falls: 1,
  live: '2026-11-23T15:00:00.000Z',
};

it('is found again at the end of a body, whatever the body and the title say', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      (body, title) => {
        const found = markerIn(withMarker(body, { ...MARKER, title }));
        expect(found).toEqual({ ...MARKER, title, text: body.trimEnd(), edited: false });
      },
    ),
  );
});

it('stays one comment of HTML when a title tries to end it', () => {
  const body = withMarker('Down.', {
    ...MARKER,
    title: '--> <b>now</b> --!> <!-- puptime {"version":1} -->',
  });
  expect(body.match(/<!--/g)).toHaveLength(1);
  expect(body.match(/-->/g)).toHaveLength(1);
  expect(markerIn(body)?.title).toContain('<b>now</b>');
});

it('tells a text that a person has changed, and not one that the web form has wrapped otherwise', () => {
  const body = withMarker('It is down.\nSince 14:22.', MARKER);
  expect(markerIn(body.replaceAll('\n', '\r\n'))?.edited).toBe(false);
  expect(markerIn(body.replace('down', 'up'))?.edited).toBe(true);
});

it.each([
  ['no marker', 'Just an issue.'],
  ['a broken one', 'Text\n\n<!-- puptime {"version":1, -->'],
  ['one of another form', 'Text\n\n<!-- puptime {"version":9} -->'],
  ['one that is quoted in the middle', `${withMarker('Down.', MARKER)}\n\nWhat is this?`],
])('is not found in a body with %s', (_, body) => {
  expect(markerIn(body)).toBeNull();
});

it('finds the key of a comment at its end alone', () => {
  expect(keyIn(withKey('Still down.', 'still:1:60m'))).toBe('still:1:60m');
  expect(keyIn('Still down.')).toBeNull();
  expect(keyIn(`${withKey('Still down.', 'still:1:60m')} says who?`)).toBeNull();
});
