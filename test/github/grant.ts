/**
 * The rights a token may have, by their names in `permissions:` of a workflow. `administration` and `variables` a workflow
 * cannot ask for: those are for tokens of people.
 */
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

/** A right such as `issues=write`, or several with commas between them, all of which are needed. */
export type Need = `${string}=${'read' | 'write'}`;

/** The bot behind the token of a workflow. */
export const ACTIONS_BOT = 'github-actions[bot]';

/** What the token of a workflow with `permissions: issues: write` is. */
export const WORKFLOW_GRANT: Grant = {
  login: ACTIONS_BOT,
  rights: { issues: 'write', metadata: 'read' },
  sees: true,
};

/** Rights that a person's token needs to set a repository up. */
export const SETUP_RIGHTS: Rights = {
  actions: 'write',
  administration: 'write',
  contents: 'write',
  issues: 'write',
  pages: 'write',
  variables: 'write',
};

/** Whether a grant has what is needed; write includes read, and `metadata=read` comes with every token. */
export function allows(grant: Grant, need: Need): boolean {
  return rightsIn(need).every(([name, level]) => {
    if (name === 'metadata' && level === 'read') return true;
    const right = grant.rights[name];
    return right === 'write' || right === level;
  });
}

/** The names of the rights that are needed, each with its level. */
export function rightsIn(need: Need): [name: string, level: string][] {
  return need.split(',').map((one) => {
    const [name = '', level = ''] = one.split('=');
    return [name, level];
  });
}

/** What is needed as `x-accepted-github-permissions` names it. */
export function acceptedPermissions(need: Need): string {
  return need.replaceAll('variables=', 'actions_variables=');
}
