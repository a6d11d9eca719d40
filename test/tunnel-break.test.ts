import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { RunRecord } from '../checker/domain/run-record.ts';
import { type CheckWish, checked, type ExitsRig, openExitsRig, untilHeard } from './exits-rig.ts';
import type { Instance } from './lightsail/instance.ts';
import { signal } from './lightsail/machine.ts';
import type { Ended, Started } from './puptime.ts';
import { BEHAVIOURS, type BehaviourName } from './simulated-web/behaviours.ts';
import { type Behaviour, sendHtml } from './simulated-web/exchange.ts';
import { servicePlan } from './simulated-web/site-plan.ts';
import { LONG, someOf } from './soak/long.ts';
import { killNaming } from './sshd.ts';

const PAGE = 'held';
/** The first time the page is this, and its form is asked for by a script. */
const SHELL = `<!doctype html><title>Find your polling place</title><h1>Find your polling place</h1><main></main>
<script>fetch('/form').then((answer) => answer.text()).then((form) => { document.querySelector('main').innerHTML = form; })</script>`;

let rig: ExitsRig;
afterEach(() => rig[Symbol.asyncDispose]());

/**
 * Opens the rig with a page whose server holds its first answer for the document or for the form in it, and from then on behaves as
 * `then` says. `asked` resolves when that answer is waited for.
 */
async function openWithHeldAnswer(
  held: '/' | '/form',
  then: BehaviourName,
): Promise<{ asked: Promise<void> }> {
  const asked = Promise.withResolvers<void>();
  const behaviour: Behaviour = (exchange) => {
    const { pathname } = exchange.url;
    if (exchange.earlier > 0) return BEHAVIOURS[then](exchange);
    if (pathname === held) asked.resolve();
    else if (pathname === '/') sendHtml(exchange, SHELL);
  };
  const plan = servicePlan('OH', 'polling-place', 'fine', { outcome: 'up', reasonKinds: [], says: '' });
  rig = await openExitsRig({
    sites: [{ ...plan, id: PAGE, host: 'held.oh.localhost', behaviour }],
    env: { GITHUB_REPOSITORY: 'acme/monitor', GITHUB_RUN_ID: '4711' },
  });
  return { asked: asked.promise };
}

/** A check over a route, in the middle of the page. */
async function inMidVisit(
  asked: Promise<void>,
  route: string,
  wish?: CheckWish,
): Promise<{ started: Started; instance: Instance }> {
  const started = await rig.startCheck([PAGE], ['--json', '--no-wait', '--route', route], wish);
  const early = started.ended.then(({ err }) => Promise.reject(new Error(`it ended before:\n${err}`)));
  await Promise.race([asked, early]);
  return { started, instance: rig.aws.instance('puptime-acme-monitor-4711-1-1') };
}

const killSsh = () => killNaming(rig.keysDir);

/** Ends the session and not the server, which lets the next ssh in. */
function killSession(instance: Instance): void {
  const [_server, ...sessions] = instance.sshdPids();
  for (const pid of sessions) signal(pid, 'SIGKILL');
}

/** How often the page itself was asked for. */
const timesAsked = () => rig.web.requests(PAGE).filter(({ path }) => path === '/').length;

function resultOf(ended: Ended): {
  result: RunRecord['results'][string] | undefined;
  run: RunRecord;
  err: string;
} {
  const { run, err } = checked(ended);
  return { result: run.results[PAGE], run, err };
}

type Cut = [what: string, cut: (instance: Instance) => unknown, then: BehaviourName, found: object];
const CUTS: Cut[] = [
  ['ssh', killSsh, 'fine', { verdict: 'up', reasons: [] }],
  [
    'its session in sshd',
    killSession,
    'unavailable-503',
    { verdict: 'down', reasons: expect.arrayContaining([{ kind: 'http-status', status: 503 }]) },
  ],
];
it.each(someOf(CUTS, 1))(
  'repeats a visit under which %s was killed, and judges it by the repeat',
  async (_what, cut, then, found) => {
    const { asked } = await openWithHeldAnswer('/form', then);
    const { started, instance } = await inMidVisit(asked, 'lightsail:us-east-2');
    await cut(instance);
    const { result, run, err } = resultOf(await started.ended);
    expect(err).toMatch(/The tunnel to lightsail:us-east-2 was lost: .*Opening it again/);
    expect(result, err).toMatchObject(found);
    expect(result?.visits).toHaveLength(1);
    expect(run.routes.map(({ state }) => state)).toEqual(['ok']);
    expect(timesAsked()).toBe(2);
  },
);

if (LONG)
  it('repeats it when the tunnel is back, though that takes longer than a page may', async () => {
    const { asked } = await openWithHeldAnswer('/', 'fine');
    const defaults = { slowAfter: '4s', timeout: '5s' };
    const { started, instance } = await inMidVisit(asked, 'lightsail:us-east-2', { settings: { defaults } });
    instance.freezeSshd();
    await killSsh();
    // ssh has waited in vain for ten seconds when it says this.
    await untilHeard(started, 'no tunnel to');
    instance.thawSshd();
    const { result, err } = resultOf(await started.ended);
    expect(result, err).toMatchObject({ verdict: 'up' });
    // A browser may send a request again by itself that had no answer at all.
    expect(timesAsked()).toBeGreaterThanOrEqual(2);
  });

it('knows nothing of a page when the tunnel cannot be opened again', async () => {
  const { asked } = await openWithHeldAnswer('/form', 'fine');
  const { started, instance } = await inMidVisit(asked, 'lightsail:us-east-2');
  instance.killSshd();
  const { result, run, err } = resultOf(await started.ended);
  expect(err).toContain('It could not be opened again');
  expect(result, err).toMatchObject({ verdict: 'unknown', reasons: [{ kind: 'route' }] });
  expect(result?.visits.map(({ outcome }) => outcome)).toEqual(['unknown']);
  expect(run.routes.map(({ state }) => state)).toEqual(['failed']);
  expect(timesAsked()).toBe(1);
});

it('knows nothing of a page when the tunnel was made by another process, which alone has its keys', async () => {
  const { asked } = await openWithHeldAnswer('/form', 'fine');
  const up = await rig.proxy('up', '--out', join(rig.dir, 'exits'));
  const { started } = await inMidVisit(asked, up.out.trim());
  await killSsh();
  const { result, err } = resultOf(await started.ended);
  expect(result, err).toMatchObject({ verdict: 'unknown', reasons: [{ kind: 'route' }] });
  expect(timesAsked()).toBe(1);
  await rig.proxy('down', '--out', join(rig.dir, 'exits'));
});
