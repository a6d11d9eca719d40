import type { Issue } from './issue.ts';
import type { Label } from './label.ts';
import { escapeHtml, renderMarkdown } from './markdown.ts';
import { PAGE_STYLE } from './page-style.ts';
import { eventWords, moment, timeline } from './thread-text.ts';

/** What a page shows beside its issue. */
export interface PageSetting {
  /** `owner/name`. */
  repository: string;
  /** For the colours of labels. */
  labels: readonly Label[];
}

/** An issue with its thread as a page that stands alone, in GitHub's looks: light or dark as the reader has it, no script. */
export function threadPage(issue: Issue, { repository, labels }: PageSetting): string {
  const entries = timeline(issue).map((entry) =>
    'body' in entry
      ? comment(entry.author, entry.createdAt, entry.body, `issuecomment-${entry.id}`)
      : `<p class="event">${person(entry.by)} ${escapeHtml(eventWords(entry))} <time>${moment(entry.at)}</time></p>`,
  );
  const parts = [
    `<h1>${escapeHtml(issue.title)} <span class="number">#${issue.number}</span></h1>`,
    `<p class="facts">${stateBadge(issue)} ${person(issue.author)} opened this on <time>${moment(issue.createdAt)}</time>`,
    ` · ${count(issue.comments.length, 'comment')}${issue.locked ? ' · locked' : ''}</p>`,
    '<div class="columns"><main>',
    comment(issue.author, issue.createdAt, issue.body ?? '_No description provided._', 'issue'),
    ...entries,
    '</main><aside>',
    `<h2>Assignees</h2><p>${issue.assignees.map(person).join(', ') || 'No one'}</p>`,
    `<h2>Labels</h2><p>${issue.labels.map((name) => labelMark(name, labels)).join(' ') || 'None yet'}</p>`,
    '</aside></div>',
  ];
  return page(`${issue.title} · Issue #${issue.number}`, repository, parts.join('\n'));
}

/** The issues of a repository as a page: open ones first, the newest at the top. */
export function listPage(issues: readonly Issue[], { repository, labels }: PageSetting): string {
  const rank = ({ state, number }: Issue) => number + (state === 'open' ? 1e9 : 0);
  const rows = [...issues]
    .sort((one, other) => rank(other) - rank(one))
    .map((issue) => {
      const marks = issue.labels.map((name) => labelMark(name, labels)).join(' ');
      const link = `<a href="/${escapeHtml(repository)}/issues/${issue.number}">${escapeHtml(issue.title)}</a>`;
      const said = `#${issue.number} by ${escapeHtml(issue.author)}, ${moment(issue.createdAt)}`;
      const comments = count(issue.comments.length, 'comment');
      return `<li>${stateBadge(issue)} ${link} ${marks}<br><small>${said} · ${comments}</small></li>`;
    });
  const open = issues.filter(({ state }) => state === 'open').length;
  const heading = `<h1>Issues <span class="number">${open} open, ${issues.length - open} closed</span></h1>`;
  return page('Issues', repository, `${heading}\n<ul class="list">\n${rows.join('\n')}\n</ul>`);
}

function page(title: string, repository: string, content: string): string {
  const name = escapeHtml(repository);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · ${name}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header><a href="/${name}/issues">${name}</a></header>
${content}
</body>
</html>
`;
}

function comment(author: string, at: string, body: string, id: string): string {
  const head = `<header>${person(author)} <time>${moment(at)}</time></header>`;
  const initial = escapeHtml([...author][0]?.toUpperCase() ?? '?');
  return `<article id="${id}"><span class="avatar" aria-hidden="true">${initial}</span>
<div class="box">${head}<div class="text">${renderMarkdown(body)}</div></div></article>`;
}

function stateBadge({ state, stateReason }: Issue): string {
  const reason = stateReason === 'not_planned' || stateReason === 'duplicate' ? ' muted' : '';
  return `<span class="state ${state}${reason}">${state === 'open' ? '○ Open' : '✓ Closed'}</span>`;
}

function labelMark(name: string, labels: readonly Label[]): string {
  const color = labels.find((label) => label.name === name)?.color ?? 'ededed';
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const ink = red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '1f2328' : 'ffffff';
  return `<span class="label" style="background:#${color};color:#${ink}">${escapeHtml(name)}</span>`;
}

function person(login: string): string {
  const [, name = '', bot] = /^(.*?)(\[bot\])?$/.exec(login) ?? [];
  return `<strong>${escapeHtml(name)}</strong>${bot ? ' <span class="bot">bot</span>' : ''}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
