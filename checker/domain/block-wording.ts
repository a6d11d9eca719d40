import type { BlockRule } from './block-rule.ts';

/** Wording of block and challenge pages that anyone may use: in title or first heading, with little text. The vendor is whoever the headers name. */
export const BLOCK_WORDING: readonly BlockRule[] = [
  // Anyone's wording. Status and vendor are not needed: title or heading and little text are the proof.
  {
    id: 'wait-wording',
    vendor: 'unknown',
    reach: 'short',
    passing: true,
    general: true,
    all: [
      {
        says: [
          /^just a moment\b/,
          /^(one moment|please wait)[ ,.]*(please|while|\.\.\.|…|$)/,
          /(checking|verifying|validating|inspecting) (that |if )?(your|the) (web )?(browser|connection)/,
          /checking (if|that) the site connection is secure/,
          /^(security|browser|bot|robot) (check|verification|challenge|checkpoint)s?\b/,
          /^security (check )?(is )?(required|in progress)/,
          'ddos protection by',
        ],
      },
    ],
  },
  {
    id: 'human-wording',
    vendor: 'unknown',
    reach: 'short',
    general: true,
    all: [
      {
        says: [
          /(verify|verifying|confirm|prove|checking|make sure|making sure)( that| if)? you('re| are)( an?)? (human|not an? (ro)?bot|real)/,
          /^are you (an? )?(human|(ro)?bot|real)/,
          /^(please )?(complete|solve) (the |this |a )?(captcha|security check)( below)? (to|and|before)\b/,
          /^(re)?captcha( (required|check|page|challenge|verification))?$/,
          /^(human|robot|bot) (verification|check|detection|detected)/,
          /(detected|noticed|due to|received) (some )?unusual (traffic|activity)|unusual (traffic|activity) (from|on|has|was|detected)/,
          /^robot or human\b/,
          /\b(suspicious|malicious|automated|bot|abnormal|unauthori[sz]ed) (activity|traffic|behaviou?r|requests?|access)( \w+)? (was |has been |is )?(detected|blocked)/,
          /automated (access|requests?|traffic|queries)\b.*\b(detected|blocked|denied)/,
        ],
        text: ["we just need to make sure you're not a robot"],
      },
    ],
  },
  {
    id: 'denied-wording',
    vendor: 'unknown',
    reach: 'short',
    general: true,
    all: [
      {
        says: [
          /^(error\W*)?(http )?(error\W*)?(403\W+)?(access (is |was |has been )?(denied|forbidden|blocked|restricted)\b|forbidden(\W*$|\W+(access|you)\b))/,
          /^(http )?(error )?403\b/,
          /^(sorry,? )?(the |this |your )?(web )?(request|page|access|connection|ip|ip address|visit)( to [^.]{1,60})? (is |was |has been )(blocked|denied|rejected|banned|forbidden)/,
          /^(web ?page|request|ip( address)?|url) (blocked|rejected|denied)/,
          /you('ve| have) been (temporarily |permanently )?(blocked|denied|banned|rate.?limited)/,
          /you (are|do) (not have permission|not authori[sz]ed|not allowed) to access/,
          /^(sorry,? )?(access )?blocked by (the )?(waf|firewall|administrator|security)/,
          /(web application )?firewall (block|alert|access denied)/,
          /^(error )?429\b|too many requests|rate limit(ed| exceeded)/,
          /^not acceptable!?$|^406\b/,
          /^(error )?451\b|unavailable for legal reasons/,
          /not available in your (country|region|location)/,
          /^service restricted/,
        ],
      },
    ],
  },
  {
    id: 'waf-wording',
    vendor: 'unknown',
    reach: 'short',
    general: true,
    all: [
      {
        script: ['WAF Block'],
        source: [/(waf|firewall)[-_]?block/, /block(ed)?[-_]?page/],
        text: [/(support|incident|event|attack|block|transaction|reference) id ?:? ?[#0-9a-f]{6}/],
      },
      {
        text: [/\b(block(ed|s)|denied|rejected|forbidden|suspicious|malicious|unauthori[sz]ed)\b/],
        script: ['WAF Block'],
      },
    ],
  },
];
