import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { HandClock, octokitOf, repositoryOf } from './rig.ts';
import { type GitHubStandIn, startGitHub } from './stand-in.ts';
import { threadText } from './thread-text.ts';

/** An issue with all that a thread tells of. */
async function aThread(): Promise<GitHubStandIn> {
  const clock = new HandClock('2026-11-02T12:00:00Z');
  const standIn = await startGitHub({ now: clock.now, webUrl: 'https://github.com' });
  standIn.addUser('ada', 'write');
  const { issues } = octokitOf(standIn);
  const here = repositoryOf(standIn);
  const body =
    '<!-- puptime:incident=oh-1 -->\n\n**Since** 11:50.\n\n| route | saw |\n|---|---|\n| A | 503 |';
  const title = 'Ohio: Track <your> ballot is down';
  await issues.create({ ...here, title, body, labels: ['outage', 'bug'], assignees: ['ada'] });
  clock.pass(60);
  await issues.createComment({ ...here, issue_number: 1, body: 'Still down. <!-- unseen -->' });
  clock.pass(5);
  standIn.as('ada').comment(1, 'We are on it, see <script>alert(1)</script> [this](javascript:alert(1)).');
  standIn.as('ada').rename(1, 'Ohio is down');
  clock.pass(60);
  await issues.update({ ...here, issue_number: 1, state: 'closed', state_reason: 'completed' });
  return standIn;
}

describe('a thread', () => {
  it('is plain text that reads from top to bottom', async () => {
    await using standIn = await aThread();
    expect(standIn.issues.map(threadText).join('\n')).toMatchInlineSnapshot(`
      "#1 [closed] Ohio is down · outage, bug · @ada

      github-actions[bot], 2026-11-02 12:00 UTC
      **Since** 11:50.

      | route | saw |
      |---|---|
      | A | 503 |

      — github-actions[bot], 2026-11-02 13:00 UTC
      Still down.

      — ada, 2026-11-02 13:05 UTC
      We are on it, see <script>alert(1)</script> [this](javascript:alert(1)).

      * ada changed the title from “Ohio: Track <your> ballot is down”, 2026-11-02 13:05 UTC

      * github-actions[bot] closed this as completed, 2026-11-02 14:05 UTC
      "
    `);
  });

  it('is a page under the address of its issue, and in a list of all', async () => {
    await using standIn = await aThread();
    const pageOf = async (path: string) => {
      const response = await fetch(`${standIn.webUrl}/${standIn.repository}/issues${path}`);
      return response.status === 200 ? await response.text() : response.status;
    };
    const page = await pageOf('/1');
    expect(page).toContain('<title>Ohio is down · Issue #1 · octo-org/monitor</title>');
    expect(page).toContain('<td>503</td>');
    expect(page).toContain('changed the title from “Ohio: Track &lt;your&gt; ballot is down”');
    expect(page).not.toMatch(/puptime:incident|unseen|<script|javascript:/);
    expect(await pageOf('')).toContain('href="/octo-org/monitor/issues/1">Ohio is down</a>');
    expect(await pageOf('/2')).toBe(404);
    const { html_url } = (await octokitOf(standIn).issues.get({ ...repositoryOf(standIn), issue_number: 1 }))
      .data;
    expect(html_url).toBe('https://github.com/octo-org/monitor/issues/1');
  });
});

describe('Markdown of an issue', () => {
  it.each([
    [
      '<details><summary>More</summary>\n\n**in** it\n\n</details>',
      /<details><summary>More<\/summary>\s*<p><strong>in<\/strong> it<\/p>\s*<\/details>/,
    ],
    [
      '<img src="https://a.example/x.png" width="200" onerror="x()">',
      /<img src="https:\/\/a\.example\/x\.png" width="200">/,
    ],
    ['<img src="data:image/png;base64,x" alt="y">', /<img alt="y">/],
    ['a<br>b <kbd>c</kbd> <sub>d</sub>', /a<br>b <kbd>c<\/kbd> <sub>d<\/sub>/],
    ['- [x] done', /<input type="checkbox" checked="" disabled=""> done/],
    ['<style>p{}</style><svg><p>x</p></svg>y', /^\s*(<p>)?y(<\/p>)?\s*$/],
    ['<form><input name=a><button>press</button></form>', /^(?!.*<(form|input|button)).*press/s],
    ['<p onclick=x() style="color:red">x', /^<p>x\s*<\/p>$/],
    ['[a](javascript:x) <a href=" javascript:x">b</a>', /^(?!.*javascript).*a.*b/s],
    ['`<b>` & <b>bold', /<code>&lt;b&gt;<\/code> &amp; <b>bold/],
    ['</div></article><div>out', /^<div>out\s*<\/div>$/],
    ['---\nno: frontmatter\n---', /no: frontmatter/],
  ])('keeps what GitHub keeps of %j', (markdown, html) => {
    expect(renderMarkdown(markdown)).toMatch(html);
  });
});
