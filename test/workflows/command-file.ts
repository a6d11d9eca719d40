/** What a step wrote into a file such as `GITHUB_OUTPUT`: `name=value` lines, and `name<<END` … `END`. Throws for anything else. */
export function valuesIn(text: string): [name: string, value: string][] {
  const lines = text.split('\n');
  const values: [string, string][] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line === '') continue;
    const match = /^(.*?)(=|<<)(.*)$/s.exec(line);
    const [, name = '', sign, rest = ''] = match ?? [];
    if (name === '' || (sign === '<<' && rest === '')) throw new Error(`Invalid format '${line}'`);
    if (sign === '=') {
      values.push([name, rest]);
      continue;
    }
    const end = lines.indexOf(rest, i + 1);
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${rest}'`);
    values.push([name, lines.slice(i + 1, end).join('\n')]);
    i = end;
  }
  return values;
}
