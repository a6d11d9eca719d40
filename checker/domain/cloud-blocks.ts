import { type BlockRule, OWN_FILES } from './block-rule.ts';

/** Codes with which Cloudflare refuses a visitor; its other 1000s and the 52x say that the site is down. */
const CLOUDFLARE_REFUSALS = '(?:100[5-9]|101[0-25]|1020|1106)';

/** Block and challenge pages of content networks and clouds. */
export const CLOUD_BLOCKS: readonly BlockRule[] = [
  // Cloudflare. `cf-ray`, a Turnstile widget, /cdn-cgi/challenge-platform/scripts/jsd and __CF$cv$params are on ordinary pages too.
  {
    id: 'cloudflare-mitigated',
    vendor: 'cloudflare',
    reach: 'conclusive',
    passing: true,
    // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
    all: [{ header: ['cf-mitigated: challenge'] }],
  },
  {
    id: 'cloudflare-challenge',
    vendor: 'cloudflare',
    reach: 'conclusive',
    passing: true,
    all: [
      {
        script: ['_cf_chl_opt', '_cf_chl_ctx', '_cf_chl_enter'],
        id: [
          'challenge-error-text',
          'challenge-error-title',
          'cf-challenge-running',
          'cf-challenge-stage',
          'cf-challenge-error-title',
          'cf-please-wait',
          'jschl-answer',
          'jschl_answer',
        ],
        class: ['cf-browser-verification', 'cf-im-under-attack', 'cf-captcha-container'],
        source: [/cdn-cgi\/challenge-platform\/\S*orchestrate/, 'cdn-cgi/l/chk_', '__cf_chl_'],
      },
    ],
  },
  {
    id: 'cloudflare-turnstile-page',
    vendor: 'cloudflare',
    reach: 'short',
    passing: true,
    all: [
      { id: ['turnstile-wrapper', 'challenge-stage', 'challenge-form'] },
      { source: ['cdn-cgi/'], script: ['/cdn-cgi/'] },
    ],
    without: { script: ['__CF$cv$params'] },
  },
  {
    id: 'cloudflare-wait',
    vendor: 'cloudflare',
    reach: 'short',
    passing: true,
    all: [
      { title: [/^just a moment\b/, /^please wait\b/, 'ddos protection', 'checking your browser'] },
      {
        title: ['cloudflare'],
        source: ['cdn-cgi/'],
        script: ['/cdn-cgi/'],
        text: ['cloudflare', 'ray id'],
        header: ['cf-ray'],
      },
    ],
  },
  {
    id: 'cloudflare-block',
    vendor: 'cloudflare',
    reach: 'conclusive',
    all: [
      {
        id: ['cf-error-details', 'cf-wrapper'],
        class: ['cf-error-code', 'cf-error-details'],
        title: ['cloudflare'],
        text: ['cloudflare ray id', 'performance & security by cloudflare'],
      },
      {
        title: ['attention required!', 'to restrict access', /^access denied/],
        heading: [
          new RegExp(`\\berror (code:? )?${CLOUDFLARE_REFUSALS}\\b`),
          'you have been blocked',
          'one more step',
        ],
        text: [
          new RegExp(`\\berror (code:? )?${CLOUDFLARE_REFUSALS}\\b`),
          'you have been blocked',
          'has banned your',
          'has banned the',
          'you are being rate limited',
          'complete the security check to access',
        ],
      },
    ],
  },
  {
    id: 'cloudflare-block-text',
    vendor: 'cloudflare',
    reach: 'short',
    all: [{ text: [new RegExp(`^error code: ${CLOUDFLARE_REFUSALS}$`)] }],
  },
  // Imperva. An `_Incapsula_Resource` script stands on ordinary pages too.
  {
    id: 'imperva-incident',
    vendor: 'imperva',
    reach: 'conclusive',
    all: [
      {
        source: [/_incapsula_resource\S*incident_id/, /_incapsula_resource\?\S*(swudnsai|cwudnsai)/],
        text: [
          'incapsula incident id',
          'powered by incapsula',
          'request was blocked by our security service',
        ],
        script: ['_Incapsula_Resource?SWCGHOEL'],
      },
    ],
  },
  {
    id: 'imperva-script-page',
    vendor: 'imperva',
    reach: 'bare',
    passing: true,
    all: [
      {
        source: ['_incapsula_resource', 'content.incapsula.com'],
        script: ['_Incapsula_Resource', 'incap_ses_', '___utmvc'],
      },
    ],
    without: OWN_FILES,
  },
  {
    id: 'imperva-abp',
    vendor: 'imperva',
    reach: 'conclusive',
    passing: true,
    all: [
      {
        says: ['pardon our interruption'],
        id: ['distilCaptchaForm', 'distilIdentificationBlock', 'interstitial-inprogress'],
        class: ['distilCaptchaForm'],
        script: ['distilCallbackGuard'],
        source: ['distil_r_captcha'],
      },
    ],
  },
  {
    id: 'imperva-abp-script-page',
    vendor: 'imperva',
    reach: 'bare',
    passing: true,
    all: [{ script: ['onProtectionInitialized', 'reeseRetriedAutoload', 'distil_identify_cookie'] }],
    without: OWN_FILES,
  },
  {
    id: 'imperva-securesphere',
    vendor: 'imperva',
    reach: 'short',
    all: [{ text: [/the incident id is:?/] }, { text: ["page can't be displayed", 'contact support'] }],
  },
  // Akamai. Reference numbers begin with 18 where a rule refused the request; other beginnings are failures of the site.
  {
    id: 'akamai-denied',
    vendor: 'akamai',
    reach: 'short',
    all: [
      { text: ["you don't have permission to access"] },
      {
        text: [/reference ?#\d+\.[0-9a-f]+\.\d+\.[0-9a-f]+/, 'errors.edgesuite.net'],
        source: ['errors.edgesuite.net'],
      },
    ],
  },
  {
    id: 'akamai-reference',
    vendor: 'akamai',
    reach: 'short',
    all: [{ text: [/(?<![\d.])18\.[0-9a-f]{6,8}\.\d{10}\.[0-9a-f]{5,9}\b/] }],
  },
  {
    id: 'akamai-challenge',
    vendor: 'akamai',
    reach: 'conclusive',
    passing: true,
    all: [
      {
        id: ['sec-if-cpt-container', 'sec-cpt-if', 'sec-if-container'],
        source: ['/_sec/cp_challenge/', 'bm-verify='],
        script: ['/_sec/cp_challenge/', '/_sec/verify'],
      },
    ],
  },
  // AWS. `challenge.js` of awswaf.com stands on ordinary pages too; gokuProps only on its own.
  {
    id: 'aws-waf-action',
    vendor: 'aws',
    reach: 'conclusive',
    passing: true,
    // https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html
    all: [{ header: ['x-amzn-waf-action: challenge', 'x-amzn-waf-action: captcha'] }],
  },
  {
    id: 'aws-waf-challenge',
    vendor: 'aws',
    reach: 'conclusive',
    passing: true,
    all: [{ script: ['window.gokuProps', 'gokuProps ='] }],
  },
  {
    id: 'aws-waf-script-page',
    vendor: 'aws',
    reach: 'bare',
    passing: true,
    all: [
      { source: ['awswaf.com'], script: ['awswaf.com'] },
      { id: ['challenge-container', 'captcha-container'], script: ['AwsWafIntegration.', 'AwsWafCaptcha.'] },
    ],
  },
  {
    id: 'cloudfront-block',
    vendor: 'aws',
    reach: 'short',
    all: [
      { text: ['request blocked', 'configured to block access from your country'] },
      { text: ['generated by cloudfront'] },
    ],
  },
  {
    id: 'sucuri-block',
    vendor: 'sucuri',
    reach: 'conclusive',
    all: [
      {
        header: ['x-sucuri-block'],
        source: ['sucuri-firewall-block'],
        says: [/sucuri website firewall.*(denied|block)/],
        text: ['sucuri website firewall - access denied'],
      },
    ],
  },
  {
    id: 'sucuri-challenge',
    vendor: 'sucuri',
    reach: 'bare',
    passing: true,
    all: [
      { script: ['sucuri_cloudproxy_js'], title: ['you are being redirected'] },
      { script: ['sucuri_cloudproxy', 'eval(r)', 'S={}'], header: ['x-sucuri-id'] },
    ],
  },
  {
    id: 'azure-front-door-block',
    vendor: 'azure',
    reach: 'short',
    all: [
      { text: [/^(403( -)? forbidden )?the request is blocked\./], says: [/^the request is blocked\.?$/] },
    ],
  },
  {
    id: 'azure-gateway-block',
    vendor: 'azure',
    reach: 'short',
    all: [{ says: ['403 forbidden'] }, { text: ['microsoft-azure-application-gateway'] }],
  },
  {
    id: 'azure-waf-challenge',
    vendor: 'azure',
    reach: 'short',
    passing: true,
    all: [{ says: [/^azure waf\b/], source: ['/.azwaf/', '/azwaf/'] }],
  },
  {
    id: 'google-sorry',
    vendor: 'google',
    reach: 'short',
    all: [{ text: ['our systems have detected unusual traffic'] }],
  },
  {
    id: 'stackpath-block',
    vendor: 'stackpath',
    reach: 'short',
    all: [
      {
        text: ['you performed an action that triggered the service and blocked your request'],
        source: ['/sbbi/'],
        script: ['/sbbi/'],
      },
    ],
  },
  {
    id: 'vercel-checkpoint',
    vendor: 'vercel',
    reach: 'conclusive',
    passing: true,
    all: [{ header: ['x-vercel-mitigated'], says: ['vercel security checkpoint'] }],
  },
  {
    id: 'ddos-guard-challenge',
    vendor: 'ddos-guard',
    reach: 'short',
    passing: true,
    all: [{ says: [/^ddos-guard$/], source: ['/.well-known/ddos-guard/', 'check.ddos-guard.net'] }],
  },
];
