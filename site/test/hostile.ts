import type { FixtureOptions } from './fixture.ts';

export const HOSTILE_SITE = 'co-register';

/** Text that ends whatever it stands in. */
export const MARKUP = '</script><script>alert(1)</script><img src=x onerror=alert(2)>]]>-->&lt;b&gt;"\'`';

/** What a page that wishes harm puts wherever it can. */
export const HOSTILE: NonNullable<FixtureOptions['hostile']> = {
  site: HOSTILE_SITE,
  name: '</script><img src=x onerror=alert(1)> \u202egnp.exe \u0627\u0644\u062a\u0633\u062c\u064a\u0644',
  observation: {
    title: `${MARKUP} \u202e\u2066reversed ${'x'.repeat(1_000)}`,
    finalUrl: 'javascript:alert(1)//?session=0123456789abcdef0123456789abcdef',
    contentType: `text/html; ${MARKUP}`,
    redirects: [
      { url: 'https://a.example/?token=0123456789abcdef0123456789abcdef&x=1', status: 302 },
      { url: `data:text/html,${MARKUP}`, status: 301 },
    ],
    headers: {
      'set-cookie': 'session=struck; Path=/',
      'x-note': `${MARKUP}\u0000\u0007 ${'x'.repeat(1_000)}`,
      [MARKUP]: 'name',
    },
    probes: [{ kind: 'button', name: MARKUP, found: true, visible: false, enabled: false }],
    browser: { name: MARKUP, version: '1', headed: false },
  },
};
