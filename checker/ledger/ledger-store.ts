/** The files of a ledger as they were at one moment. */
export interface LedgerView {
  /** Sorted paths of all files below a folder, such as `runs` or `days`. */
  list(folder: string): Promise<string[]>;
  /** Texts by path; files that are not there are left out. Many at once cost little more than one. */
  read(paths: Iterable<string>): Promise<Map<string, string>>;
  /** What tells this file's contents from others, when that is known without reading it; null: it is not there. */
  version(path: string): string | null;
}

/** Files to write, in this order, by path; null takes a file away. */
export type LedgerChanges = ReadonlyMap<string, string | null>;

/** Where a ledger is kept. */
export interface LedgerStore extends AsyncDisposable {
  /** For people: a directory or an address. */
  readonly name: string;
  /** The ledger as it is now. Null: there is none yet. */
  view(): Promise<LedgerView | null>;
  /** The ledger before the last write that `view` shows; null when that is not known. */
  before(view: LedgerView): Promise<LedgerView | null>;
  /**
   * Writes on top of what `view` shows. False: somebody else has written meanwhile, and nothing was changed. `subject`: what the
   * write is called in a history, if there is one.
   */
  write(view: LedgerView | null, changes: LedgerChanges, subject: string): Promise<boolean>;
}
