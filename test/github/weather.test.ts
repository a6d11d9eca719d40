import { describe, expect, it } from 'vitest';
import { HandClock, octokitOf, refusalOf, repositoryOf } from './rig.ts';
import { startGitHub } from './stand-in.ts';

const NOON = '2026-11-02T12:00:00Z';

describe('the limits', () => {
  it('are counted, end at the limit, and begin anew after an hour', async () => {
    const clock = new HandClock(NOON);
    await using standIn = await startGitHub({ now: clock.now, rateLimit: { limit: 12, used: 10 } });
    const { repos } = octokitOf(standIn);
    const here = repositoryOf(standIn);
    const { headers } = await repos.get(here);
    const reset = String(Date.parse(NOON) / 1000 + 3600);
    expect(headers).toMatchObject({
      'x-ratelimit-limit': '12',
      'x-ratelimit-used': '11',
      'x-ratelimit-remaining': '1',
      'x-ratelimit-reset': reset,
    });
    await repos.get(here);
    clock.pass(59);
    const refused = await refusalOf(repos.get(here));
    expect(refused).toMatchObject({
      status: 403,
      message: expect.stringContaining('API rate limit exceeded'),
    });
    expect(refused.response?.headers).toMatchObject({
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': reset,
    });
    clock.pass(1);
    expect((await repos.get(here)).headers['x-ratelimit-remaining']).toBe('11');
    expect(standIn.faults).toEqual([]);
  });

  it('may come at once: the primary until its reset, the secondary with a time to wait', async () => {
    const clock = new HandClock(NOON);
    await using standIn = await startGitHub({ now: clock.now });
    const { issues, repos } = octokitOf(standIn);
    const here = repositoryOf(standIn);
    standIn.failNext({ with: 'secondary-limit', match: ({ method }) => method === 'POST' });
    await repos.get(here);
    const refused = await refusalOf(issues.create({ ...here, title: 'one' }));
    expect(refused.message).toContain('secondary rate limit');
    expect(refused.response?.headers).toMatchObject({ 'retry-after': '60', 'x-ratelimit-remaining': '999' });
    standIn.failNext({ with: { kind: 'rate-limit', seconds: 60 } });
    for (const _ of [1, 2]) expect((await refusalOf(repos.get(here))).status).toBe(403);
    clock.pass(1);
    await repos.get(here);
    expect(standIn.issues).toEqual([]);
  });
});

describe('bad weather', () => {
  it('may be any answer, so many times, and is over when healed', async () => {
    await using standIn = await startGitHub();
    const { repos } = octokitOf(standIn);
    const here = repositoryOf(standIn);
    standIn.failNext({ with: 'server-error', times: 2 });
    for (const _ of [1, 2]) expect((await refusalOf(repos.get(here))).status).toBe(502);
    await repos.get(here);
    standIn.failNext({
      with: { status: 503, body: { message: 'unicorn' }, headers: { 'retry-after': '5' } },
    });
    expect((await refusalOf(repos.get(here))).response?.headers['retry-after']).toBe('5');
    standIn.failNext({ with: 'server-error', times: Number.POSITIVE_INFINITY });
    expect((await refusalOf(repos.get(here))).status).toBe(502);
    standIn.heal();
    await repos.get(here);
    expect(standIn.requests.map(({ status }) => status)).toEqual([502, 502, 200, 503, 502, 200]);
  });

  it('breaks the connection before anything is done, or when all is done', async () => {
    await using standIn = await startGitHub();
    const { issues } = octokitOf(standIn);
    const here = repositoryOf(standIn);
    standIn.failNext({ with: 'reset' });
    await expect(issues.create({ ...here, title: 'one' })).rejects.toThrow();
    expect(standIn.issues).toEqual([]);
    standIn.failNext({ with: 'lost-answer' });
    await expect(issues.create({ ...here, title: 'two' })).rejects.toThrow();
    expect(standIn.issues).toMatchObject([{ number: 1, title: 'two' }]);
    expect(standIn.requests.map(({ status }) => status)).toEqual([0, 0]);
  });

  it('leaves a request without an answer for as long as the client waits', async () => {
    await using standIn = await startGitHub();
    const here = repositoryOf(standIn);
    const patience = new AbortController();
    standIn.failNext({
      with: 'time-out',
      match: () => {
        patience.abort();
        return true;
      },
    });
    const { issues } = octokitOf(standIn);
    const request = issues.create({ ...here, title: 'one', request: { signal: patience.signal } });
    await expect(request).rejects.toThrow('aborted');
    expect(standIn.issues).toEqual([]);
  });
});
