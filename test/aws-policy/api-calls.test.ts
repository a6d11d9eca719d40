import { describe, expect, it } from 'vitest';
import { apiCallsIn, apiCallsOfChecker } from './api-calls.ts';
import { actionsOf, aStack, policyOf } from './stack.ts';

/** What a call must be allowed besides itself: a creation that gives tags, to tag. */
const DEMANDED: Record<string, string[]> = { CreateInstances: ['TagResource'] };

describe('the policy of the monitor', () => {
  it('allows the calls of the checker, and no other', () => {
    const calls = apiCallsOfChecker();
    const needed = calls.flatMap((call) => [call, ...(DEMANDED[call] ?? [])]);
    expect(actionsOf(policyOf(aStack(), 'MonitorRole'))).toEqual(
      needed.map((call) => `lightsail:${call}`).toSorted(),
    );
    expect(calls).toContain('CreateInstances');
  });
});

describe('the reading of sources', () => {
  it.each([
    ['nothing', "import { z } from 'zod';", []],
    [
      'commands, the client and types',
      "import {\n  GetInstanceCommand,\n  type Instance,\n  LightsailClient,\n} from '@aws-sdk/client-lightsail';",
      ['GetInstance'],
    ],
    [
      'commands under another name',
      "import { GetRegionsCommand as Ask } from '@aws-sdk/client-lightsail';",
      ['GetRegions'],
    ],
    ['types alone', "import type { Bundle } from '@aws-sdk/client-lightsail';", []],
    [
      'two imports',
      "import { GetBundlesCommand } from '@aws-sdk/client-lightsail';\nimport { GetOperationCommand, NotFoundException } from '@aws-sdk/client-lightsail';",
      ['GetBundles', 'GetOperation'],
    ],
  ])('finds %s', (_what, source, calls) => {
    expect(apiCallsIn(source)).toEqual(calls);
  });

  it.each([
    ['a namespace', "import * as lightsail from '@aws-sdk/client-lightsail';"],
    ['an import at run time', "const sdk = await import('@aws-sdk/client-lightsail');"],
    ['an export', "export { GetInstanceCommand } from '@aws-sdk/client-lightsail';"],
    ['the client that has every operation', "import { Lightsail } from '@aws-sdk/client-lightsail';"],
    ['a paginator', "import { paginateGetInstances } from '@aws-sdk/client-lightsail';"],
  ])('refuses %s', (_what, source) => {
    expect(() => apiCallsIn(source)).toThrow('@aws-sdk/client-lightsail');
  });
});
