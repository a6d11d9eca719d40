import { describe, expect, it } from 'vitest';
import { headerText, outsideText, webAddress } from './outside-text.ts';

describe('outsideText', () => {
  it.each([
    ['plain words', 'plain words'],
    ['<b>&amp;</b>', '<b>&amp;</b>'],
    ['a\u202eb\u2066c\u0000d', 'a\uFFFDb\uFFFDc\uFFFDd'],
    ['line\r\nline\ttab', 'line\nline\ttab'],
    ['/?token=0123456789abcdef01234567&lang=en', '/?token=(struck out)&lang=en'],
    ['/?a=1&amp;sid=0123456789abcdef0123456789', '/?a=1&amp;sid=(struck out)'],
    ['/?county=franklin&page=2', '/?county=franklin&page=2'],
    ['half a pair \ud800', 'half a pair \uFFFD'],
  ])('turns %j into %j', (text, shown) => {
    expect(outsideText(text)).toBe(shown);
  });

  it('cuts between characters, not through them', () => {
    expect(outsideText('\u{1F5F3}'.repeat(3), 3)).toBe('\u{1F5F3}\uFFFD…');
    expect(outsideText('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
  });

  it('takes no longer than its length on text made to stall it', () => {
    const text = `?${'a'.repeat(79)}`.repeat(2_000);
    expect(outsideText(text, text.length)).toBe(text);
  });
});

describe('headerText', () => {
  it.each([
    'set-cookie',
    'Set-Cookie',
    'cookie',
    'authorization',
    'x-amz-security-token',
    'x-session-id',
    'x-csrf-token',
  ])('strikes out %s', (name) => {
    expect(headerText(name, 'sid=1; Path=/')).toBe('(struck out)');
  });

  it('leaves others', () => expect(headerText('server', 'nginx')).toBe('nginx'));
});

describe('webAddress', () => {
  it.each([
    ['https://vote.example.gov', 'https://vote.example.gov/'],
    ['http://vote.example.gov/a b', 'http://vote.example.gov/a%20b'],
    ['javascript:alert(1)', null],
    [' JavaScript:alert(1)', null],
    ['data:text/html,x', null],
    ['/relative', null],
  ])('makes of %s %s', (text, address) => {
    expect(webAddress(text)).toBe(address);
  });
});
