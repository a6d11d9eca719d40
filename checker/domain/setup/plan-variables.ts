import type { Found } from './found.ts';
import { pagesAddress } from './pages-address.ts';
import type { SetupStep } from './step.ts';
import type { Wish } from './wish.ts';

/** The variable that turns the monitor on. */
export const ENABLED = 'PUPTIME_ENABLED';
/** Where the status site is. */
export const SITE_URL = 'PUPTIME_SITE_URL';
/** The role that runs take on to make exits. */
export const AWS_ROLE = 'PUPTIME_AWS_ROLE_ARN';
/** The regions in which they make them. */
export const REGIONS = 'PUPTIME_REGIONS';

/** What workflows read of the repository's settings. What turns the monitor on is set when all else is there. */
export function planVariables(found: Found, wish: Wish): SetupStep[] {
  // An address that somebody gave stays: the site may stand elsewhere.
  const siteUrl = wish.siteUrl ?? givenSiteUrl(found) ?? pagesAddress(found);
  return [
    ...setting(found, SITE_URL, siteUrl, {
      topic: 'Status site',
      title: 'Note where the status site is',
      why: 'Issues and feeds link to it.',
    }),
    ...setting(found, AWS_ROLE, wish.awsRole, {
      topic: 'AWS',
      title: 'Note which AWS role runs take on',
      why: 'With it they open pages from fresh addresses; it is no secret, and no key is stored anywhere.',
    }),
    ...setting(found, REGIONS, wish.regions?.join(',') ?? null, {
      topic: 'AWS',
      title: 'Note in which regions of AWS these addresses are made',
      why: 'The first is used first; the role must be allowed to use them.',
    }),
    ...setting(found, ENABLED, 'true', {
      topic: 'Monitor',
      title: 'Turn the monitor on',
      why: 'Until then every run ends at once and says so; from then on the clock starts runs that open the pages.',
    }),
  ];
}

/** The address of the status site that is set; null where there is none, or what is set is no address. */
export function givenSiteUrl({ variables }: Pick<Found, 'variables'>): string | null {
  const url = variables.get(SITE_URL);
  return url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url) ? url : null;
}

/** The same steps where Pages turned out to put the site elsewhere than planned: under an organization's own domain, say. */
export function withSiteUrl(steps: readonly SetupStep[], url: string): SetupStep[] {
  return steps.map((step) => {
    const { change } = step;
    if (change.do !== 'set-variable' || change.name !== SITE_URL) return step;
    return { ...step, change: { ...change, value: url }, after: `${SITE_URL} is ${url}` };
  });
}

/** `value` null: as it is. */
function setting(
  { variables }: Found,
  name: string,
  value: string | null,
  words: Pick<SetupStep, 'topic' | 'title' | 'why'>,
): SetupStep[] {
  const before = variables.get(name);
  if (value === null || before === value) return [];
  return [
    {
      change: { do: 'set-variable', name, value, exists: before !== undefined },
      weight: 'needed',
      ...words,
      before: before === undefined ? `${name} is not set` : `${name} is ${before === '' ? 'empty' : before}`,
      after: `${name} is ${value}`,
      permissions: ['Variables'],
    },
  ];
}
