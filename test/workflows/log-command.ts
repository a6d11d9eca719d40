/** A command that a step gives to the runner by printing it. */
export interface LogCommand {
  /** In lower case. */
  name: string;
  properties: Readonly<Record<string, string>>;
  data: string;
}

const KNOWN = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** How either form of a command is written. Properties are parted by `,` or `;`, and what must not stand in a value is escaped. */
const FORMS = [
  {
    shape: /^\s*::(?<name>(?:(?! |::).)*)(?: (?<list>(?:(?!::).)*))?::(?<data>.*)$/s,
    comma: ',',
    inProperties: { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' },
    inData: { '%0D': '\r', '%0A': '\n', '%25': '%' },
  },
  {
    shape: /##\[(?<name>[^ \]]*)(?: (?<list>[^\]]*))?\](?<data>.*)$/s,
    comma: ';',
    inProperties: { '%3B': ';', '%0D': '\r', '%0A': '\n', '%5D': ']', '%25': '%' },
    inData: { '%3B': ';', '%0D': '\r', '%0A': '\n', '%5D': ']', '%25': '%' },
  },
];

/**
 * The command in a printed line; null when there is none. Either form counts: `::name key=value::data` at the beginning, after
 * white space, and the older `##[name key=value]data` wherever it stands, as in
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs. `token`: a word that is a command, too.
 */
export function logCommandIn(line: string, token: string | null = null): LogCommand | null {
  for (const { shape, comma, inProperties, inData } of FORMS) {
    const found = shape.exec(line)?.groups;
    const name = found?.name?.toLowerCase() ?? '';
    if (!found || !(KNOWN.has(name) || name === token?.toLowerCase())) continue;
    const properties = (found.list ?? '').split(comma).flatMap((property) => {
      const [, key = '', value = ''] = /^\s*([^=]+)=(.+)$/s.exec(property) ?? [];
      return key === '' ? [] : [[key, unescaped(value, inProperties)]];
    });
    return { name, properties: Object.fromEntries(properties), data: unescaped(found.data ?? '', inData) };
  }
  return null;
}

function unescaped(text: string, escapes: Readonly<Record<string, string>>): string {
  return Object.entries(escapes).reduce((plain, [code, mark]) => plain.replaceAll(code, mark), text);
}
