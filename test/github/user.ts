/** What someone may do in the repository; each includes those after it. */
export type Permission = 'admin' | 'write' | 'triage' | 'read' | 'none';

/** A person, or the bot of an app. */
export interface User {
  id: number;
  login: string;
  type: 'User' | 'Bot';
  permission: Permission;
  /** Whether issues may be assigned to them. */
  assignable: boolean;
}

/** The relation that GitHub shows beside what someone wrote. */
export type Association = 'OWNER' | 'COLLABORATOR' | 'NONE';

const RANK: readonly Permission[] = ['none', 'read', 'triage', 'write', 'admin'];

/** Whether someone may do all that a permission stands for. */
export function mayAs(user: User, permission: Permission): boolean {
  return RANK.indexOf(user.permission) >= RANK.indexOf(permission);
}

/** A workflow's bot is `NONE`, whatever its token may do. */
export function associationOf(user: User, owner: string): Association {
  if (user.login.toLowerCase() === owner.toLowerCase()) return 'OWNER';
  return mayAs(user, 'triage') ? 'COLLABORATOR' : 'NONE';
}
