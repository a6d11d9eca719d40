import type { RecordBranch } from './found.ts';
import type { WantedRuleset } from './ruleset.ts';
import type { SetupTopic } from './topic.ts';
import type { WantedLabel } from './wish.ts';

/** What is changed on GitHub. Done twice it comes to the same. */
export type Change =
  | { do: 'enable-actions' }
  | { do: 'limit-workflow-token' }
  | { do: 'enable-workflow'; file: string }
  | { do: 'publish-by-actions'; exists: boolean }
  /** `narrow`: branches have to be named from now on; otherwise one more is. */
  | { do: 'limit-environment'; branch: string; narrow: boolean }
  | { do: 'begin-branch'; branch: RecordBranch; readme: string }
  /** `id`: of the ruleset of that name that is there; null: it is made. */
  | { do: 'protect-branch'; ruleset: WantedRuleset; id: number | null }
  | { do: 'make-labels'; labels: readonly WantedLabel[] }
  | { do: 'set-variable'; name: string; value: string; exists: boolean };

/** A permission of a fine-grained token, as GitHub's page for tokens names it. */
export type TokenPermission = 'Actions' | 'Administration' | 'Contents' | 'Issues' | 'Pages' | 'Variables';

/** What is missing without it: `needed`, the monitor does not work; `advised`, it does, less safely or less well. */
export type Weight = 'needed' | 'advised';

/** One thing to change, told so that a person can agree to it. */
export interface SetupStep {
  change: Change;
  topic: SetupTopic;
  weight: Weight;
  /** In the words of an order: `Publish the status site from workflows`. */
  title: string;
  /** One sentence. */
  why: string;
  before: string;
  after: string;
  /** Write access to these is needed. */
  permissions: readonly TokenPermission[];
}
