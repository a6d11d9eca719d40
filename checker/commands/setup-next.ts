import { awsCommands } from '../domain/setup/aws-command.ts';
import type { Found } from '../domain/setup/found.ts';
import { oidcSubject } from '../domain/setup/oidc-subject.ts';
import { pagesAddress } from '../domain/setup/pages-address.ts';
import { SITE_URL } from '../domain/setup/plan-variables.ts';
import type { SetupAccess } from './setup-access.ts';
import type { SetupApplied } from './setup-apply.ts';

/** How to prepare an AWS account for the repository, and how to go on then. */
export function awsText(found: Found, regions: readonly string[]): string {
  const { look, deploy, role } = awsCommands(found.repository, regions);
  return `With AWS each run opens the pages from fresh addresses. Prepare an account first, best one made for this alone:
.github/aws/README.md says what is made there and what it costs. In a shell in which the AWS command line is signed in:

1. Look whether the account knows GitHub already. If this lists a provider for token.actions.githubusercontent.com, add
   OidcProviderArn=ITS-ARN to the end of the next command.

${look}

2. Make the role. No key is made or stored: AWS trusts runs of this branch alone, by the name that GitHub gives them,
   ${oidcSubject(found)}

${deploy}

3. Ask for the ARN of the role, and give it to Puptime in place of ARN.

${role}
npx puptime setup --aws-role ARN --regions ${regions.join(' ')}

`;
}

/** Where to find what there is from now on. */
export function endText(found: Found, applied: SetupApplied, { url }: Pick<SetupAccess, 'url'>): string {
  return `
The status site:  ${siteAfter(found, applied)}
The record:       ${url}/tree/data
Outages by mail:  ${url} → Watch → Custom → Issues
How it does:      npx puptime setup --check
`;
}

/** Where the status site is by now. */
function siteAfter(found: Found, { done }: SetupApplied): string {
  const set = done.flatMap(({ change }) =>
    change.do === 'set-variable' && change.name === SITE_URL ? change.value : [],
  );
  return set.at(-1) ?? found.variables.get(SITE_URL) ?? pagesAddress(found);
}
