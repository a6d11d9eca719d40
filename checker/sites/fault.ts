import { visible } from './quote.ts';

/** One thing in a file that a person must mend. */
export interface Fault {
  /** Path of the file, as it was given. */
  path: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  column: number;
  /** Where in the value: `sites[2].url`; '' for the file as a whole. */
  at: string;
  /** What was expected, what was received, the nearest right spelling. Printable: nothing of the file can leave the line. */
  message: string;
  /** Indexes of the sites of a sites file that it is about; empty for faults of a file as a whole. */
  sites: number[];
}

/** `sites.json:41:13 sites[2].url: expected …, received …` */
export function printFault(fault: Fault): string {
  const place = `${visible(fault.path)}:${fault.line}:${fault.column}`;
  return fault.at === '' ? `${place}: ${fault.message}` : `${place} ${fault.at}: ${fault.message}`;
}

/** The same of something that fails nothing. */
export function printWarning(fault: Fault): string {
  return printFault({ ...fault, message: `warning: ${fault.message}` });
}

/** The fault as a workflow command of GitHub Actions, which shows it beside the line in the pull request. */
export function annotateFault(fault: Fault): string {
  return annotation('error', fault);
}

/** The same of something that fails nothing. */
export function annotateWarning(fault: Fault): string {
  return annotation('warning', fault);
}

function annotation(level: 'error' | 'warning', { path, line, column, at, message }: Fault): string {
  const properties = `file=${escapeProperty(path)},line=${line},col=${column}`;
  return `::${level} ${properties}::${escapeData(at === '' ? message : `${at}: ${message}`)}`;
}

// https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts: the escapes that the runner undoes.
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
