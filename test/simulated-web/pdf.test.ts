import { expect, it } from 'vitest';
import { buildPdf } from './pdf.ts';

const form = { title: 'A form (draft) with a \\ in it', lines: ['One', 'Two'], fields: ['Name', 'Date'] };

it('has a cross-reference table whose offsets lead to the objects', () => {
  const file = buildPdf(form).toString('latin1');
  expect(file.startsWith('%PDF-1.4\n')).toBe(true);
  expect(file.endsWith('%%EOF\n')).toBe(true);
  const table = Number(/startxref\n(\d+)\n/.exec(file)?.[1]);
  expect(file.slice(table, table + 4)).toBe('xref');
  const offsets = [...file.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  expect(offsets).toHaveLength(7);
  offsets.forEach((offset, index) => {
    expect(file.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
  });
});

it('says the length of its content as it is', () => {
  const file = buildPdf(form).toString('latin1');
  const stream = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(file);
  expect(stream?.[2]).toHaveLength(Number(stream?.[1]));
});

it('escapes what means something in a PDF string', () => {
  expect(buildPdf(form).toString('latin1')).toContain('(A form \\(draft\\) with a \\\\ in it) Tj');
});
