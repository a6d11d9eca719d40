/** The workflow that runs the monitor. */
export const MONITOR_WORKFLOW = 'monitor.yml';

/** Workflows that the clock starts, by their files. */
export const CLOCK_WORKFLOWS = [MONITOR_WORKFLOW, 'reap.yml', 'keepalive.yml', 'snapshots.yml'] as const;

/** A workflow of the default branch. */
export interface ListedWorkflow {
  /** Name of its file in `.github/workflows`. */
  file: string;
  /** As GitHub names it: `active`, `disabled_inactivity`, `disabled_manually`, `disabled_fork`. */
  state: string;
}

/** What is done about a workflow. */
export interface KeepaliveStep {
  file: string;
  /** One that is active is enabled as well: GitHub's 60 days then begin anew. */
  enable: boolean;
  /** For people, after the file's name. */
  why: string;
}

/** What to do so that GitHub goes on starting our workflows by the clock. What a person disabled stays so. */
export function planKeepalive(listed: readonly ListedWorkflow[]): KeepaliveStep[] {
  return CLOCK_WORKFLOWS.map((file) => {
    const state = listed.find((workflow) => workflow.file === file)?.state;
    return { file, ...stepFor(state) };
  });
}

function stepFor(state: string | undefined): Omit<KeepaliveStep, 'file'> {
  switch (state) {
    case undefined:
      return { enable: false, why: 'is not in this repository' };
    case 'active':
      return { enable: true, why: 'is active, and stays so for 60 days more' };
    case 'disabled_inactivity':
      return { enable: true, why: 'is enabled again: GitHub had disabled it after 60 days without a commit' };
    case 'disabled_manually':
      return { enable: false, why: 'is left as it is: somebody disabled it by hand' };
    case 'disabled_fork':
      return { enable: false, why: 'is left as it is: nobody has enabled it in this fork yet' };
    default:
      return { enable: false, why: `is left as it is: GitHub calls its state ${state}` };
  }
}
