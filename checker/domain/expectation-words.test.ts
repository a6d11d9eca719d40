import { describe, expect, it } from 'vitest';
import { expectationLines } from './expectation-words.ts';
import { NO_EXPECTATIONS } from './resolved-site.ts';

const told = (overrides: Partial<typeof NO_EXPECTATIONS>) =>
  expectationLines({ ...NO_EXPECTATIONS, contentType: ['text/html', 'application/xhtml+xml'], ...overrides });

describe('expectations in words', () => {
  it('name what is looked for, the most telling first', () => {
    const lines = told({
      form: [{ button: 'Search' }, { field: 'Last name' }],
      selector: ['#lookup'],
      textAll: ['Track your ballot'],
      textAny: ['/vote/i', 'election'],
      absent: ['out of order'],
      title: 'Ballot',
      waitFor: 'main',
      host: ['ohio.gov', '*.ohio.gov'],
      hostGiven: true,
      slowAfterMs: 15_000,
      timeoutMs: 45_000,
    });
    expect(lines.map(({ text, marks }) => [text, ...(marks ?? [])].join(' | '))).toMatchInlineSnapshot(`
      [
        "We look for a visible button named “Search” that can be pressed.",
        "We look for a visible field labelled “Last name” that can be filled in.",
        "We look for this element, visible: | #lookup",
        "We look for these words: | Track your ballot",
        "We look for these words, at least one of them: | /vote/i | election",
        "These words must not be there: | out of order",
        "The title must hold: | Ballot",
        "Before we judge the page, we wait for this element: | main",
        "The address may end at ohio.gov or *.ohio.gov; anywhere else counts as down.",
        "The answer must be a web page (HTML).",
        "The server must answer with a status from 200 to 299.",
        "It must answer within 45 s; ready later than after 15 s counts as slow, and so as impaired.",
      ]
    `);
  });

  it('say what else is right than a web page with status 200', () => {
    const lines = told({ status: [200, 403], contentType: ['application/pdf'], host: ['ohio.gov'] });
    expect(lines.map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "The address may end at ohio.gov; anywhere else counts as impaired.",
        "The answer must be of the type application/pdf.",
        "The server must answer with status 200 or 403.",
        "It must answer within 60 s; ready later than after 60 s counts as slow, and so as impaired.",
      ]
    `);
  });
});
