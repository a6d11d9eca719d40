import { readdirSync, readFileSync, statSync } from 'node:fs';
import { orGone, programOf } from '../lightsail/processes.ts';

/** The variable by which the runner knows the processes of a job. */
export const MARK = 'RUNNER_TRACKING_ID';

/**
 * Ends every process of this user that still carries a job's mark in its environment, and says which those were. A process with
 * another environment, or of another user, is not found, on GitHub neither.
 */
export function endLeftBehind(mark: string): { pid: number; program: string }[] {
  const marked = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => orGone(() => isMarked(pid, mark), false));
  return marked.flatMap((pid) => {
    const program = programOf(pid);
    if (program === null) return [];
    orGone(() => process.kill(pid, 'SIGKILL'), true);
    return [{ pid, program }];
  });
}

function isMarked(pid: number, mark: string): boolean {
  if (statSync(`/proc/${pid}`).uid !== process.getuid?.()) return false;
  return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${MARK}=${mark}`);
}
