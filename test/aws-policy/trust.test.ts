import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aStack, roleOf } from './stack.ts';

const ISSUER = 'token.actions.githubusercontent.com';

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const TrustPolicy = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.tuple([
    z.strictObject({
      Effect: z.literal('Allow'),
      Action: z.literal('sts:AssumeRoleWithWebIdentity'),
      Principal: z.strictObject({ Federated: z.string() }),
      // No other operator, and no condition that is missing.
      Condition: z.strictObject({
        StringEquals: z.strictObject({ [`${ISSUER}:aud`]: texts, [`${ISSUER}:sub`]: texts }),
      }),
    }),
  ]),
});

const trustOf = (given: Record<string, string>) =>
  TrustPolicy.parse(roleOf(aStack(given), 'MonitorRole').AssumeRolePolicyDocument).Statement[0];

/** Whether a token's claims satisfy the conditions: IAM compares each, letter by letter. */
function accepts(given: Record<string, string>, claims: { aud?: string; sub: string }): boolean {
  const { StringEquals } = trustOf(given).Condition;
  const all = { aud: 'sts.amazonaws.com', ...claims };
  return (['aud', 'sub'] as const).every((claim) => StringEquals[`${ISSUER}:${claim}`]?.includes(all[claim]));
}

const IDS = { GitHubOwnerId: '4711', GitHubRepositoryId: '815' };
const NEW = 'repo:votes@4711/puptime@815';

describe('the trust in tokens of GitHub', () => {
  it.each<[string, Record<string, string>, string, boolean]>([
    ['the branch of an old repository', {}, 'repo:votes/puptime:ref:refs/heads/main', true],
    [
      'the branch of an old repository whose ids are known',
      IDS,
      'repo:votes/puptime:ref:refs/heads/main',
      true,
    ],
    ['the branch of a new repository', IDS, `${NEW}:ref:refs/heads/main`, true],
    ['a branch of another name', { ...IDS, Branch: 'release/1' }, `${NEW}:ref:refs/heads/release/1`, true],
    ['the environment, old form', { Environment: 'aws' }, 'repo:votes/puptime:environment:aws', true],
    ['the environment, new form', { ...IDS, Environment: 'aws' }, `${NEW}:environment:aws`, true],
    ['the branch beside an environment', { ...IDS, Environment: 'aws' }, `${NEW}:ref:refs/heads/main`, true],
    ['a new repository whose ids were not given', {}, `${NEW}:ref:refs/heads/main`, false],
    ['a repository without ids', {}, 'repo:votes@/puptime@:ref:refs/heads/main', false],
    ['another branch', IDS, `${NEW}:ref:refs/heads/feature`, false],
    ['a branch whose name begins so', IDS, `${NEW}:ref:refs/heads/main2`, false],
    ['the branch when it is another one', { ...IDS, Branch: 'release' }, `${NEW}:ref:refs/heads/main`, false],
    ['a tag of the same name', IDS, `${NEW}:ref:refs/tags/main`, false],
    ['a pull request', IDS, `${NEW}:pull_request`, false],
    ['a pull request, old form', {}, 'repo:votes/puptime:pull_request', false],
    ['a fork', IDS, 'repo:mallory@666/puptime@667:ref:refs/heads/main', false],
    ['a fork, old form', IDS, 'repo:mallory/puptime:ref:refs/heads/main', false],
    ['another repository of the owner', {}, 'repo:votes/puptime2:ref:refs/heads/main', false],
    ['a new owner of the name', IDS, 'repo:votes@666/puptime@815:ref:refs/heads/main', false],
    ['a new repository of the name', IDS, 'repo:votes@4711/puptime@666:ref:refs/heads/main', false],
    ['other upper and lower case', {}, 'repo:Votes/puptime:ref:refs/heads/main', false],
    ['an environment when none is given', IDS, `${NEW}:environment:aws`, false],
    ['another environment', { ...IDS, Environment: 'aws' }, `${NEW}:environment:aws2`, false],
    ['an environment of no name', IDS, `${NEW}:environment:`, false],
    ['a pattern', IDS, 'repo:votes/puptime:*', false],
  ])('meets %s', (_who, given, sub, accepted) => {
    expect(accepts(given, { sub })).toBe(accepted);
  });

  it('is for AWS, and for no other audience', () => {
    const sub = 'repo:votes/puptime:ref:refs/heads/main';
    expect(accepts({}, { sub, aud: 'https://github.com/votes' })).toBe(false);
  });

  it('is in the provider that the stack makes, or in the one that the account has', () => {
    const arn = `arn:aws:iam::123456789012:oidc-provider/${ISSUER}`;
    expect(trustOf({}).Principal.Federated).toBe('<OidcProvider>');
    expect(trustOf({ OidcProviderArn: arn }).Principal.Federated).toBe(arn);
    expect(aStack({ OidcProviderArn: arn }).resources).not.toHaveProperty('OidcProvider');
    expect(aStack().resources).toHaveProperty('OidcProvider.Properties', {
      Url: `https://${ISSUER}`,
      ClientIdList: ['sts.amazonaws.com'],
    });
  });

  it('lasts an hour', () => {
    expect(roleOf(aStack(), 'MonitorRole').MaxSessionDuration).toBe(3600);
  });
});
