import {
  getNodeValue,
  type JSONVisitor,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
  visit,
} from 'jsonc-parser';
import { quote } from './quote.ts';

/** A fault of the JSON itself. */
export interface SyntaxFault {
  offset: number;
  message: string;
}

/** The text of a file, read as JSON: its value and where each part of it stands, as far as it can be read at all. */
export interface ReadJson {
  faults: SyntaxFault[];
  /** Null when the text is too broken to say what its parts are. */
  content: { root: Node; value: unknown } | null;
}

/** Reads plain JSON. Comments (which belong in the field `remarks`) and commas too many are faults, but hide no other ones. */
export function readJson(text: string, remarks = 'notes'): ReadJson {
  if (text.startsWith('\ufeff')) {
    return unreadable(0, 'expected no byte order mark (save the file as UTF-8 without BOM)');
  }
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return unreadable(0, 'expected a JSON object, received one nested too deeply to be read');
  }
  const [first] = errors;
  // Whatever follows the first error may be a consequence of it.
  if (first) return unreadable(first.offset, describe(first, text));
  if (!root) return unreadable(0, 'expected a JSON object, received nothing');
  return { faults: extras(text, remarks), content: { root, value: parsed(text, root) } };
}

function unreadable(offset: number, message: string): ReadJson {
  return { faults: [{ offset, message }], content: null };
}

/** JSON.parse keeps a field named __proto__ as a field, which the schema then refuses; getNodeValue would not. */
function parsed(text: string, root: Node): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return getNodeValue(root);
  }
}

/** Comments, and commas before a closing bracket. */
function extras(text: string, remarks: string): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  let comma: number | null = null;
  const reset = () => {
    comma = null;
  };
  const close = (offset: number) => {
    if (comma === null) return;
    faults.push({
      offset: comma,
      message: `expected no comma before the closing ${quote(text.charAt(offset))}`,
    });
    comma = null;
  };
  const visitor: JSONVisitor = {
    onComment: (offset, length) => {
      const received = quote(text.slice(offset, offset + length));
      const message = `expected JSON without comments (use "${remarks}"), received ${received}`;
      faults.push({ offset, message });
    },
    onSeparator: (character, offset) => {
      comma = character === ',' ? offset : null;
    },
    onObjectBegin: reset,
    onObjectProperty: reset,
    onArrayBegin: reset,
    onLiteralValue: reset,
    onObjectEnd: close,
    onArrayEnd: close,
  };
  visit(text, visitor, { allowTrailingComma: true });
  return faults;
}

const EXPECTED: Record<string, string> = {
  InvalidSymbol: 'text in double quotes, a number, true, false, null, a list or an object',
  InvalidNumberFormat: 'a number',
  PropertyNameExpected: 'the name of a field in double quotes',
  ValueExpected: 'a value',
  ColonExpected: 'a colon after the name of the field',
  CommaExpected: 'a comma before this',
  CloseBraceExpected: 'a closing "}"',
  CloseBracketExpected: 'a closing "]"',
  EndOfFileExpected: 'nothing after the end of the JSON object',
  UnexpectedEndOfString: 'closing double quotes on the same line',
  UnexpectedEndOfComment: 'JSON without comments',
  UnexpectedEndOfNumber: 'a whole number',
  InvalidUnicode: 'four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u in text (a backslash is \\\\)',
  InvalidCharacter: 'text without control characters (a tab is \\t)',
};

function describe({ error, offset, length }: ParseError, text: string): string {
  const name = printParseErrorCode(error);
  const expected = EXPECTED[name] ?? `valid JSON (${name})`;
  const received = text.slice(offset, offset + length);
  return `expected ${expected}, received ${received === '' ? 'the end of the file' : quote(received)}`;
}
