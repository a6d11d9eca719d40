import type { BlockRule } from './block-rule.ts';

/** Challenge pages of services that tell people from programs. */
export const BOT_BLOCKS: readonly BlockRule[] = [
  // DataDome: `x-datadome: protected` and js.datadome.co stand on ordinary pages too.
  {
    id: 'datadome-captcha',
    vendor: 'datadome',
    reach: 'short',
    passing: true,
    all: [
      {
        source: ['captcha-delivery.com'],
        script: ['captcha-delivery.com'],
        text: ['please enable js and disable any ad blocker'],
      },
    ],
  },
  // HUMAN: window._pxAppId alone stands on ordinary pages too.
  {
    id: 'human-captcha',
    vendor: 'human',
    reach: 'conclusive',
    all: [
      {
        id: ['px-captcha', 'px-captcha-wrapper', 'px-captcha-modal'],
        source: ['captcha.px-cdn.net', 'captcha.px-cloud.net', 'captcha.perimeterx.net'],
        says: [/access to this page has been (blocked|denied)/],
        text: [/press (&|and) hold to confirm/],
      },
    ],
  },
  {
    id: 'kasada-challenge',
    vendor: 'kasada',
    reach: 'bare',
    passing: true,
    all: [
      { script: ['KPSDK.scriptStart', 'KPSDK.now', 'KPSDK.start', 'window.KPSDK='], source: ['/ips.js?'] },
    ],
  },
  {
    id: 'anubis-challenge',
    vendor: 'anubis',
    reach: 'conclusive',
    passing: true,
    all: [
      {
        id: ['anubis_challenge', 'anubis_version'],
        source: ['.within.website/x/'],
        says: ["making sure you're not a bot"],
      },
    ],
  },
];
