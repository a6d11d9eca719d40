/** What a workflow run left on GitHub. */
export interface FoundArtifact {
  name: string;
  expired: boolean;
  /** The workflow run that made it; null: GitHub does not tell. */
  from: { run: number; repository: number; headRepository: number; branch: string } | null;
}

/** Results that one attempt of a workflow run left. */
export interface LeftResults {
  run: string;
  attempt: string;
  /** Id under which the ledger has it when it is recorded. */
  id: string;
}

const RESULTS = /^results-([1-9]\d{0,18})-([1-9]\d{0,5})-([1-9]\d{0,5})$/;

/**
 * Runs that left results, the oldest first. Anybody's pull request may leave artifacts of any name: only those count that a run of
 * this repository's own default branch made, and only under its own number.
 */
export function leftResults(
  artifacts: readonly FoundArtifact[],
  here: { repository: number; defaultBranch: string; currentRun: string | undefined },
): LeftResults[] {
  const found = new Map<string, LeftResults>();
  for (const { name, expired, from } of artifacts) {
    const [, run, attempt] = RESULTS.exec(name) ?? [];
    if (run === undefined || attempt === undefined || expired || from === null) continue;
    if (String(from.run) !== run || run === here.currentRun) continue;
    if (from.repository !== here.repository || from.headRepository !== here.repository) continue;
    if (from.branch !== here.defaultBranch) continue;
    const id = `${run}-${attempt}`;
    found.set(id, { run, attempt, id });
  }
  return [...found.values()].sort(
    (a, b) => Number(a.run) - Number(b.run) || Number(a.attempt) - Number(b.attempt),
  );
}
