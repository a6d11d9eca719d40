import type { FoundRepository } from './found.ts';

/** Where the stack is; its instances may be in others. */
const STACK_REGION = 'us-east-2';

/** Regions that are used unless others were given. */
export const USUAL_REGIONS: readonly string[] = ['us-east-2', 'us-west-2'];

/** The ARN of a role. */
export const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** A region of AWS by its form. */
export const AWS_REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/**
 * Commands that prepare an AWS account for a repository, filled in. Both forms of the subject are let in by the template, so the ids are
 * given in any case.
 */
export function awsCommands(
  { owner, ownerId, name, id, defaultBranch }: FoundRepository,
  regions: readonly string[],
): { look: string; deploy: string; role: string } {
  const stack = `--region ${STACK_REGION} --stack-name puptime`;
  return {
    look: 'aws iam list-open-id-connect-providers',
    deploy: [
      `aws cloudformation deploy ${stack} \\`,
      '  --template-file .github/aws/puptime.yml --capabilities CAPABILITY_IAM \\',
      '  --parameter-overrides \\',
      `    GitHubOwner=${owner} GitHubRepository=${name} \\`,
      `    GitHubOwnerId=${ownerId} GitHubRepositoryId=${id} \\`,
      `    Branch=${quoted(defaultBranch)} Regions=${regions.join(',')} WithReaper=true`,
    ].join('\n'),
    role: `aws cloudformation describe-stacks ${stack} \\\n  --query "Stacks[0].Outputs[?OutputKey=='RoleArn'].OutputValue" --output text`,
  };
}

/** A branch's name may hold what a shell would take for its own. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
