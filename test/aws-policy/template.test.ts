import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aStack, render } from './stack.ts';
import { parseTemplate, readTemplate, TEMPLATE_FILE } from './template.ts';

const typesOf = (given: Record<string, string> = {}) =>
  Object.values(aStack(given).resources)
    .map(({ Type }) => Type)
    .toSorted();

describe('the stack', () => {
  it('is a provider and a role, unless more is asked for', () => {
    expect(typesOf()).toEqual(['AWS::IAM::OIDCProvider', 'AWS::IAM::Role']);
    expect(aStack().outputs).toEqual({ RoleArn: '<MonitorRole.Arn>' });
  });

  it('has a budget when there is somebody to write to', () => {
    const { resources } = aStack({ BudgetEmail: 'treasurer@example.org', MonthlyBudget: '12' });
    expect(resources.Budget?.Properties).toMatchObject({
      Budget: { BudgetLimit: { Amount: 12, Unit: 'USD' }, CostFilters: { Service: ['Amazon Lightsail'] } },
      NotificationsWithSubscribers: [
        { Subscribers: [{ Address: 'treasurer@example.org' }] },
        { Subscribers: [{ Address: 'treasurer@example.org' }] },
      ],
    });
  });

  it('has a reaper that is woken every 30 minutes and keeps its log for 14 days, when it is asked for', () => {
    const { resources, outputs } = aStack({ WithReaper: 'true' });
    expect(outputs.ReaperName).toBe('<Reaper>');
    expect(typesOf({ WithReaper: 'true' })).toEqual([
      'AWS::Events::Rule',
      'AWS::IAM::OIDCProvider',
      'AWS::IAM::Role',
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission',
      'AWS::Logs::LogGroup',
    ]);
    expect(resources.ReaperClock?.Properties).toMatchObject({
      ScheduleExpression: 'rate(30 minutes)',
      Targets: [{ Arn: '<Reaper.Arn>' }],
    });
    expect(resources.ReaperPermission?.Properties).toMatchObject({
      FunctionName: '<Reaper>',
      Principal: 'events.amazonaws.com',
      SourceArn: '<ReaperClock.Arn>',
    });
    expect(resources.ReaperLog?.Properties).toEqual({ RetentionInDays: 14 });
    expect(resources.Reaper?.Properties).toMatchObject({ LoggingConfig: { LogGroup: '<ReaperLog>' } });
  });

  it('has a clock that may start the workflow and nothing else, when it is asked for', () => {
    const clock = { WithClock: 'true', GitHubToken: 'github_pat_11AA', ClockMinutes: '30' };
    const { resources, outputs } = aStack(clock);
    expect(outputs.ClockName).toBe('<Clock>');
    expect(typesOf(clock)).toEqual([
      'AWS::Events::ApiDestination',
      'AWS::Events::Connection',
      'AWS::Events::Rule',
      'AWS::IAM::OIDCProvider',
      'AWS::IAM::Role',
      'AWS::IAM::Role',
    ]);
    expect(resources.ClockConnection?.Properties).toMatchObject({
      AuthorizationType: 'API_KEY',
      AuthParameters: {
        ApiKeyAuthParameters: { ApiKeyName: 'Authorization', ApiKeyValue: 'Bearer github_pat_11AA' },
      },
    });
    expect(resources.ClockTarget?.Properties).toMatchObject({
      ConnectionArn: '<ClockConnection.Arn>',
      HttpMethod: 'POST',
      InvocationEndpoint:
        'https://api.github.com/repos/votes/puptime/actions/workflows/monitor.yml/dispatches',
    });
    expect(resources.Clock?.Properties).toMatchObject({
      ScheduleExpression: 'rate(30 minutes)',
      Targets: [{ Arn: '<ClockTarget.Arn>', RoleArn: '<ClockRole.Arn>', Input: '{"ref":"main"}' }],
    });
    expect(resources.ClockRole?.Properties).toMatchObject({
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'events.amazonaws.com' } }] },
      Policies: [
        {
          PolicyDocument: {
            Statement: [
              { Effect: 'Allow', Action: 'events:InvokeApiDestination', Resource: '<ClockTarget.Arn>' },
            ],
          },
        },
      ],
    });
  });

  it('keeps the token out of what AWS shows', () => {
    const { Parameters, Outputs } = readTemplate();
    expect(Parameters.GitHubToken?.NoEcho).toBe(true);
    expect(JSON.stringify(Outputs)).not.toContain('GitHubToken');
  });

  it.each<[string, Record<string, string>, string]>([
    ['an owner with a slash', { GitHubOwner: 'votes/puptime' }, 'GitHubOwner=votes/puptime must be the name'],
    ['a branch that is a pattern', { Branch: '*' }, 'Branch=* must be'],
    ['a reference instead of a branch', { Branch: 'a b' }, 'Branch=a b must be'],
    ['an environment that is a pattern', { Environment: '*' }, 'Environment=* must be'],
    ['an id that is none', { GitHubOwnerId: 'votes', GitHubRepositoryId: '1' }, 'must be a number'],
    ['one id without the other', { GitHubRepositoryId: '815' }, 'or neither'],
    ['one id without the other', { GitHubOwnerId: '4711' }, 'or neither'],
    [
      "somebody else's provider",
      { OidcProviderArn: 'arn:aws:iam::123456789012:oidc-provider/x' },
      'must be the ARN',
    ],
    ['no region', { Regions: '' }, 'must be AWS regions'],
    ['every region', { Regions: 'us-east-2,*' }, 'must be AWS regions'],
    ['a clock that nobody lets in', { WithClock: 'true' }, 'The clock needs GitHubToken'],
    ['a clock that GitHub would refuse', { ClockMinutes: '1' }, 'ClockMinutes=1'],
    ['a token with its header', { GitHubToken: 'Bearer x' }, 'must be a token of GitHub'],
    ['an age at which nothing is safe', { ReaperOlderThanMinutes: '1' }, 'ReaperOlderThanMinutes=1'],
    ['a parameter that there is not', { Repository: 'puptime' }, 'no parameter Repository'],
  ])('is refused for %s', (_what, given, message) => {
    expect(() => aStack(given)).toThrow(message);
  });
});

describe('the template', () => {
  it('says of every parameter what it is for', () => {
    const { Parameters } = readTemplate();
    const silent = Object.entries(Parameters).filter(([, { Description }]) => Description.length < 20);
    expect(silent).toEqual([]);
  });

  it('uses every parameter and every condition', () => {
    const text = readFileSync(TEMPLATE_FILE, 'utf8').replace(/^Metadata:[\s\S]*?^Parameters:/m, '');
    const { Parameters, Conditions } = readTemplate();
    const unused = [...Object.keys(Parameters), ...Object.keys(Conditions)].filter(
      (name) =>
        !new RegExp(
          `\\$\\{${name}\\}|!(Ref|Condition) ${name}\\b|Condition: ${name}\\b|If \\[${name},|- ${name}$`,
          'm',
        ).test(text),
    );
    expect(unused).toEqual([]);
  });

  it('is deployed by README.md with parameters that it has', () => {
    const readme = readFileSync(join(TEMPLATE_FILE, '../README.md'), 'utf8');
    const [command = ''] = /^aws cloudformation deploy[\s\S]*?\n(?=```)/m.exec(readme) ?? [];
    const given = [...command.matchAll(/\b([A-Z]\w+)=(\S+)/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    expect(given.length).toBeGreaterThan(3);
    expect(() => render(readTemplate(), Object.fromEntries(given))).not.toThrow();
  });
});

describe('the reading of a template', () => {
  const withResource = (properties: string) => `
AWSTemplateFormatVersion: '2010-09-09'
Description: A test.
Parameters: { Name: { Type: String, Description: A name., Default: x } }
Conditions: { Never: !Equals [!Ref Name, y] }
Outputs: {}
Resources:
  Absent: { Type: Test, Condition: Never, Properties: {} }
  One:
    Type: Test
    Properties: ${properties}
`;
  it.each<[string, string, unknown]>([
    ['texts', `{ A: !Sub "\${Name}-\${AWS::Region}-\${One.Arn}" }`, { A: 'x-us-east-2-<One.Arn>' }],
    ['choices', '{ A: !If [Never, 1, 2] }', { A: 2 }],
    ['what is left out', '{ A: !Ref AWS::NoValue, B: [1, !If [Never, 2, !Ref AWS::NoValue]] }', { B: [1] }],
    ['lists', '{ A: !Join ["-", [a, !Ref Name]] }', { A: 'a-x' }],
    [
      'conditions of a policy',
      '{ Condition: { StringEquals: { a: !Ref Name } } }',
      { Condition: { StringEquals: { a: 'x' } } },
    ],
  ])('works out %s', (_what, properties, expected) => {
    expect(render(parseTemplate(withResource(properties)), {}).resources.One?.Properties).toEqual(expected);
  });

  it.each([
    ['a reference to what is not made', '{ A: !Ref Absent }', 'Absent is referred to, but not made'],
    ['a reference to nothing', `{ A: !Sub "\${Nobody}" }`, 'Nobody is referred to'],
    ['a function that it does not know', '{ A: !Select [0, [a]] }', '!Select'],
    ['a condition that there is not', '{ A: !If [Sometimes, 1, 2] }', 'no condition Sometimes'],
  ])('refuses %s', (_what, properties, message) => {
    expect(() => render(parseTemplate(withResource(properties)), {})).toThrow(message);
  });
});
