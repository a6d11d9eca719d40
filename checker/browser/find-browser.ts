import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { PuptimeError } from '../domain/puptime-error.ts';

/** Names under which Google Chrome and Chromium stand in PATH, the real Chrome first: it is what most visitors use. */
const NAMES = ['google-chrome-stable', 'google-chrome', 'chrome', 'chromium', 'chromium-browser'];

const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Path of the browser to use: `PUPTIME_BROWSER`, else Playwright's own Chromium, else Google Chrome, else Chromium.
 * Throws `PuptimeError` that says how to get one.
 */
export function findBrowser(env: {
  PUPTIME_BROWSER?: string | undefined;
  PATH?: string | undefined;
}): string {
  if (env.PUPTIME_BROWSER) {
    if (isExecutable(env.PUPTIME_BROWSER)) return env.PUPTIME_BROWSER;
    throw new PuptimeError(
      `PUPTIME_BROWSER=${env.PUPTIME_BROWSER}: there is no program to run at this path`,
      {
        exitCode: 2,
      },
    );
  }
  const inPath = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    chromium.executablePath(),
    ...NAMES.flatMap((name) => inPath.map((folder) => join(folder, name))),
    ...MAC_APPS,
  ];
  const found = candidates.find(isExecutable);
  if (found) return found;
  throw new PuptimeError(
    'no browser was found: run "npx playwright install chromium", or install Google Chrome or Chromium, or name one in PUPTIME_BROWSER',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
