/** The rights a token may have, by their names in `permissions:` of a workflow. */
export type Rights = Readonly<Record<string, 'read' | 'write'>>;

/** Who a token speaks for, and what it may do. */
export interface Grant {
  /** Author of what is written with it: an app's bot, or a person who was added. */
  login: string;
  /** For a person these are the rights of the token, within those of the person. */
  rights: Rights;
  /** Whether the repository can be seen with it; otherwise all is 404. */
  sees: boolean;
}

/** The bot behind the token of a workflow. */
export const ACTIONS_BOT = 'github-actions[bot]';

/** What the token of a workflow with `permissions: issues: write` is. */
export const WORKFLOW_GRANT: Grant = {
  login: ACTIONS_BOT,
  rights: { issues: 'write', metadata: 'read' },
  sees: true,
};

/** Whether a grant has a right such as `issues=write`; write includes read, and `metadata=read` comes with every token. */
export function allows(grant: Grant, need: string): boolean {
  const [name = '', level] = need.split('=');
  if (need === 'metadata=read') return true;
  const right = grant.rights[name];
  return right === 'write' || right === level;
}
