import { type Browser, chromium } from 'playwright';
import { PuptimeError } from '../domain/puptime-error.ts';
import { FEATURES_OFF } from './features-off.ts';

export interface LaunchOptions {
  executablePath: string;
  /** A real window (under Xvfb on a server): what a visitor has. */
  headed: boolean;
  /** Base64 SHA-256 of public keys whose certificates are accepted whatever is wrong with them: for tests and the demo. */
  acceptSpki?: readonly string[];
}

/** A browser that runs, and how it presents itself. */
export interface RunningBrowser {
  browser: Browser;
  /** Without the word Headless: the engine and its version stay what they are. */
  userAgent: string;
  name: string;
  version: string;
  headed: boolean;
  /** Whether its own sandbox was refused: by this machine, not by us. */
  sandboxRefused: boolean;
}

/**
 * Starts one Chromium that looks like what it is, a normal Chrome: `navigator.webdriver` is false, the user agent and the client
 * hints do not say Headless; nothing else is forged. Background requests are off, so that all traffic is the pages'.
 */
export async function launchBrowser(options: LaunchOptions): Promise<RunningBrowser> {
  const { browser, sandboxRefused } = await launchSandboxed(options);
  const session = await browser.newBrowserCDPSession();
  const { product, userAgent } = await session.send('Browser.getVersion');
  await session.detach();
  const [name = 'Chromium', version = browser.version()] = product.replace('Headless', '').split('/');
  return {
    browser,
    userAgent: userAgent.replace('Headless', ''),
    name,
    version,
    headed: options.headed,
    sandboxRefused,
  };
}

const ARGUMENTS = [
  '--disable-blink-features=AutomationControlled',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Past the guard there must be no way out: no UDP, neither QUIC nor WebRTC.
  '--disable-quic',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--lang=en-US',
  '--window-size=1280,900',
  `--disable-features=${FEATURES_OFF.join(',')}`,
];

async function launchSandboxed(
  options: LaunchOptions,
): Promise<Pick<RunningBrowser, 'browser' | 'sandboxRefused'>> {
  // Chromium cannot sandbox itself as root; the workflow therefore opens pages as a user of its own.
  const root = process.getuid?.() === 0;
  try {
    return { browser: await launch(options, !root), sandboxRefused: false };
  } catch (error) {
    if (!root && error instanceof Error && /sandbox/i.test(error.message))
      return { browser: await launch(options, false), sandboxRefused: true };
    throw new PuptimeError(
      `the browser at ${options.executablePath} does not start${options.headed ? ' (headed: is there a display? xvfb-run gives one)' : ''}: ${firstLines(error)}`,
      { cause: error },
    );
  }
}

function launch(
  { executablePath, headed, acceptSpki = [] }: LaunchOptions,
  sandbox: boolean,
): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: !headed,
    chromiumSandbox: sandbox,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      ...ARGUMENTS,
      ...(acceptSpki.length > 0 ? [`--ignore-certificate-errors-spki-list=${acceptSpki.join(',')}`] : []),
    ],
    timeout: 30_000,
    // Signals are the run's to handle: it ends its visits and writes what it has first.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function firstLines(error: unknown): string {
  return (error instanceof Error ? error.message : String(error))
    .split('\n')
    .slice(0, 4)
    .join(' ')
    .slice(0, 600);
}
