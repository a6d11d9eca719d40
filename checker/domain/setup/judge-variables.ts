import { AWS_REGION, ROLE_ARN } from './aws-command.ts';
import type { SetupFinding } from './finding.ts';
import { AWS_ROLE, ENABLED, REGIONS, SITE_URL } from './plan-variables.ts';
import type { SetupTopic } from './topic.ts';

interface Rule {
  topic: SetupTopic;
  fits(value: string): boolean;
  /** What it should be. */
  expected: string;
}

const isRegions = (value: string) => value.split(',').every((region) => AWS_REGION.test(region.trim()));
const isNumber = (value: string) => /^[1-9]\d{0,3}$/.test(value);
const anyText = () => true;

/** Every variable that the workflows read. */
const RULES: Readonly<Record<string, Rule>> = {
  [ENABLED]: { topic: 'Monitor', fits: anyText, expected: 'true' },
  // What is no address is set anew.
  [SITE_URL]: { topic: 'Status site', fits: anyText, expected: 'an address' },
  [AWS_ROLE]: {
    topic: 'AWS',
    fits: (value) => ROLE_ARN.test(value),
    expected: 'the ARN of a role, such as arn:aws:iam::123456789012:role/puptime',
  },
  [REGIONS]: { topic: 'AWS', fits: isRegions, expected: 'regions with commas, such as us-east-2,us-west-2' },
  PUPTIME_MAX_INSTANCES: { topic: 'AWS', fits: isNumber, expected: 'a number' },
  PUPTIME_EXIT_MINUTES: { topic: 'AWS', fits: isNumber, expected: 'a number of minutes' },
  PUPTIME_BUNDLE: { topic: 'AWS', fits: anyText, expected: 'a size of Lightsail' },
  PUPTIME_BLUEPRINT: { topic: 'AWS', fits: anyText, expected: 'a system of Lightsail' },
  PUPTIME_SHARDS: {
    topic: 'Monitor',
    fits: (value) => value === 'auto' || isNumber(value),
    expected: 'a number, or auto',
  },
};

/** Variables of ours that have a value they cannot have, or a name that nobody reads. */
export function judgeVariables(variables: ReadonlyMap<string, string>): SetupFinding[] {
  return [...variables].flatMap(([name, value]): SetupFinding[] => {
    if (!name.startsWith('PUPTIME_')) return [];
    const where = 'Settings → Secrets and variables → Actions → Variables';
    const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
    if (!rule)
      return [
        {
          topic: 'Monitor',
          level: 'warning',
          says: `nothing reads the variable ${name}`,
          remedy: `correct its name, or remove it: ${where}`,
        },
      ];
    if (value === '' || rule.fits(value)) return [];
    return [
      {
        topic: rule.topic,
        level: 'fault',
        says: `${name} is ${value}: expected ${rule.expected}`,
        remedy: `correct it: ${where}`,
      },
    ];
  });
}
