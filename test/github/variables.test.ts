import { describe, expect, it } from 'vitest';
import { anAdmin, HandClock, told } from './rig.ts';

describe('variables', () => {
  it('are made, listed by name, read in any case, and changed', async () => {
    const clock = new HandClock('2026-11-02T12:00:00Z');
    await using admin = await anAdmin({ now: clock.now });
    const { standIn, client, here } = admin;
    const { actions } = client;
    expect((await actions.listRepoVariables(here)).data).toEqual({ total_count: 0, variables: [] });
    expect((await actions.createRepoVariable({ ...here, name: 'puptime_shards', value: '2' })).status).toBe(
      201,
    );
    await actions.createRepoVariable({ ...here, name: 'PUPTIME_ENABLED', value: 'true' });
    clock.pass(1);
    expect((await actions.updateRepoVariable({ ...here, name: 'puptime_enabled', value: '' })).status).toBe(
      204,
    );
    expect((await actions.getRepoVariable({ ...here, name: 'PUPTIME_enabled' })).data).toEqual({
      name: 'PUPTIME_ENABLED',
      value: '',
      created_at: '2026-11-02T12:00:00Z',
      updated_at: '2026-11-02T12:01:00Z',
    });
    const { data } = await actions.listRepoVariables(here);
    expect(data.variables.map(({ name }) => name)).toEqual(['PUPTIME_ENABLED', 'PUPTIME_SHARDS']);
    await actions.deleteRepoVariable({ ...here, name: 'PUPTIME_SHARDS' });
    expect(standIn.state.variables).toHaveLength(1);
  });

  it('come in pages of 10, at most 30', async () => {
    await using admin = await anAdmin();
    const { client, here } = admin;
    const { actions } = client;
    for (let at = 100; at < 140; at++)
      await actions.createRepoVariable({ ...here, name: `V${at}`, value: '' });
    expect((await actions.listRepoVariables(here)).data.variables).toHaveLength(10);
    const { data } = await actions.listRepoVariables({ ...here, per_page: 100 });
    expect([data.total_count, data.variables.length]).toEqual([40, 30]);
    const all = await client.paginate(actions.listRepoVariables, { ...here, per_page: 30 });
    expect(all).toHaveLength(40);
  });

  it('are refused where they are wrong, there already, or not there', async () => {
    await using admin = await anAdmin();
    const { client, here } = admin;
    const { actions } = client;
    await actions.createRepoVariable({ ...here, name: 'A', value: '1' });
    const make = (name: string, value = '') => told(actions.createRepoVariable({ ...here, name, value }));
    expect([
      await make('a'),
      await make('2nd'),
      await make('GITHUB_A'),
      await make('B', 'x'.repeat(48 * 1024 + 1)),
      await told(actions.getRepoVariable({ ...here, name: 'B' })),
      await told(actions.updateRepoVariable({ ...here, name: 'B', value: '' })),
    ]).toEqual([
      '409 Already exists - Variable already exists',
      expect.stringContaining('422 Variable names can only contain alphanumeric characters'),
      '422 Variable names must not start with GITHUB_.',
      expect.stringContaining('422 Variable value is too large'),
      '404 Not Found',
      '404 Not Found',
    ]);
  });
});
