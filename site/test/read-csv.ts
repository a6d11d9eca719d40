/** Reads a table as RFC 4180 has it: CRLF after every row, quoted cells, as many cells in each row. Throws on what is not such a table. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(text.slice(at, at + 10_000));
    if (!cell) throw new Error(`no cell at ${at}: ${JSON.stringify(text.slice(at, at + 60))}`);
    const [all, quoted, plain = '', end] = cell;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += all.length;
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  if (rows.some(({ length }) => length !== rows[0]?.length)) throw new Error('rows of different lengths');
  return rows;
}
