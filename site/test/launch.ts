import type { Browser } from 'playwright';
import { launchBrowser } from '../../checker/browser/launch.ts';
import { BROWSER } from '../../test/puptime.ts';

/** For tests: starts the browser in which the site is looked at. */
export async function launch(): Promise<Browser> {
  const { browser } = await launchBrowser({ executablePath: BROWSER, headed: false });
  return browser;
}
