import { type IssuesFile, IssuesFile as IssuesSchema, NO_ISSUES } from '../domain/issues/issues-file.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { canonicalJson } from './canonical-json.ts';
import { parseLedgerFile } from './ledger-file.ts';
import type { LedgerView } from './ledger-store.ts';

/** Where the ledger keeps which issues tell of what. */
export const ISSUES_PATH = 'issues.json';

/** What the ledger keeps of issues; nothing where it has no file of them. Rejects with `PuptimeError` when the file is damaged. */
export async function readIssues(view: LedgerView | null): Promise<IssuesFile> {
  const text = (await view?.read([ISSUES_PATH]))?.get(ISSUES_PATH);
  if (text === undefined) return NO_ISSUES;
  const parsed = parseLedgerFile(ISSUES_PATH, text, IssuesSchema);
  if ('fault' in parsed)
    throw new PuptimeError(
      `${ISSUES_PATH} is damaged: ${parsed.fault}; restore it from the history, or remove it: open issues are then found by their labels`,
    );
  return parsed.value;
}

/** The file's text. */
export function issuesText(file: IssuesFile): string {
  return canonicalJson(file);
}
