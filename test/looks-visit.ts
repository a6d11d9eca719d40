// Visits a page as the checker does and prints its text. Called as: looks-visit.ts BROWSER URL HEADED
import { launchBrowser } from '../checker/browser/launch.ts';
import { visitPage } from '../checker/browser/visit-page.ts';
import { canaryTargets } from '../checker/check/canary-targets.ts';
import { directDial } from '../checker/routes/dial-direct.ts';
import { Guard } from '../checker/routes/guard.ts';

const [executablePath = '', url = '', headed = 'false'] = process.argv.slice(2);
const running = await launchBrowser({ executablePath, headed: headed === 'true' });
const [target] = canaryTargets({ canaries: [{ url, text: 'bot' }] });
if (!target) throw new Error('there is one page to visit');
await using guard = await Guard.open({ dial: directDial({ allowLoopback: true }), limitBytes: 10_000_000 });
const visit = await visitPage(running, {
  url,
  expect: target.expect,
  exit: guard,
  timeZone: target.timeZone,
  capture: false,
  judge: ({ facts }) => (facts.text.includes('bot') ? 'ready' : 'waiting'),
  now: () => new Date(),
  signal: new AbortController().signal,
});
process.stdout.write(visit.text ?? '{}');
await running.browser.close();
