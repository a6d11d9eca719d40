import type { SetupFinding } from './finding.ts';
import { type Found, fullName } from './found.ts';
import type { Health } from './health.ts';
import { oidcSubject } from './oidc-subject.ts';
import { AWS_ROLE } from './plan-variables.ts';

/** Whether runs leave through AWS, and what is alive there. */
export function judgeExits(found: Found, { exits, now }: Health): SetupFinding[] {
  const role = found.variables.get(AWS_ROLE);
  if (!role)
    return [
      {
        topic: 'AWS',
        level: 'ok',
        says: 'not used: pages are opened from GitHub’s own addresses, which some election sites block (npx puptime setup --aws)',
        remedy: null,
      },
    ];
  const used: SetupFinding = {
    topic: 'AWS',
    level: 'ok',
    says: `runs take on ${role}, as ${oidcSubject(found)}`,
    remedy: null,
  };
  if (typeof exits === 'string')
    return [
      used,
      {
        topic: 'Exits',
        level: 'unknown',
        says: `not looked at: ${exits}`,
        remedy: 'sign in to AWS (aws configure), and run this again',
      },
    ];
  const expired = exits.filter(({ expires }) => expires === null || expires <= now);
  const names = (some: typeof exits) => some.map(({ name, zone }) => `${name} in ${zone}`).join(', ');
  if (expired.length > 0)
    return [
      used,
      {
        topic: 'Exits',
        level: 'fault',
        says: `left behind, and paid for: ${names(expired)}`,
        remedy: `GITHUB_REPOSITORY=${fullName(found.repository)} npx puptime proxy reap removes them`,
      },
    ];
  const says = exits.length === 0 ? 'none is alive' : `alive, for a run under way: ${names(exits)}`;
  return [used, { topic: 'Exits', level: 'ok', says, remedy: null }];
}
