import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright';

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];

/** Starts the browser of `PUPTIME_BROWSER`, else the first common one in PATH, else Playwright's own. */
export function launch(): Promise<Browser> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found =
    process.env.PUPTIME_BROWSER ??
    NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  return chromium.launch({ args: ['--no-sandbox'], ...(found ? { executablePath: found } : {}) });
}
