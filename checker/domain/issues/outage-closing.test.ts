import { expect, it } from 'vitest';
import { ABOUT, anOutage, anOverIncident, aShownIncident, aShownSite, someIncidents } from './builders.ts';
import { closedText } from './outage-closing.ts';
import type { Standing } from './shown.ts';

const SOURCE = 'https://vote.example.gov/news';

it('tells of a page that is back how long it was down and what came back', async () => {
  const text = closedText(anOutage({ incidents: [anOverIncident()], falls: 2 }), ABOUT);
  await expect(text).toMatchFileSnapshot('__snapshots__/closed-over.md');
});

it.each<[string, Standing]>([
  ['closed', { is: 'closed', reason: 'Maintenance', source: SOURCE, until: '2026-11-24T02:00:00.000Z' }],
  ['corrected', { is: 'corrected', why: 'Our exit was refused.', by: 'octocat', source: SOURCE }],
  ['ended', { is: 'ended' }],
  ['redesigned', { is: 'redesigned' }],
  ['blocked', { is: 'blocked', since: '2026-11-22T13:00:00.000Z', vendor: 'imperva' }],
])('has words of its own for what is %s', async (name, standing) => {
  const text = closedText(anOutage({ incidents: [aShownIncident({ standing })] }), ABOUT);
  expect(text).not.toContain('serves again');
  await expect(text).toMatchFileSnapshot(`__snapshots__/closed-${name}.md`);
});

it('tells of several pages what became of each', async () => {
  const incidents = someIncidents(4, (index) =>
    index === 2
      ? { standing: { is: 'corrected', why: 'Our exit was refused.', by: null, source: SOURCE } }
      : anOverIncident({ site: aShownSite({ id: `oh-${index}` }) }),
  );
  const text = closedText(anOutage({ incidents, cause: { is: 'error', words: 'answering 503' } }), ABOUT);
  await expect(text).toMatchFileSnapshot('__snapshots__/closed-several.md');
});

it('claims no length that was not seen', () => {
  const incidents = [anOverIncident({ lastGood: null })] as const;
  expect(closedText(anOutage({ incidents }), ABOUT)).toContain('It was down for at least 30 minutes.');
});
