/** A value of a table's cell. */
export type Cell = string | number | null;

/**
 * Rows as CSV (RFC 4180): lines end with CRLF; a cell with a comma, a quote or a line break is quoted. A text that a spreadsheet would take
 * for a formula gets an apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
