import type { Issue, IssueEvent } from './issue.ts';

/**
 * An issue as plain text: a line of facts, what was written (Markdown as it is, hidden comments left out), and changes of
 * state between, in the order of time. Changes of labels and assignees are in the first line only, as they stand now.
 */
export function threadText(issue: Issue): string {
  const facts = [
    `#${issue.number} [${issue.state}${issue.locked ? ', locked' : ''}] ${issue.title}`,
    issue.labels.join(', '),
    issue.assignees.map((login) => `@${login}`).join(', '),
  ];
  const parts = [
    facts.filter((fact) => fact !== '').join(' · '),
    `${issue.author}, ${moment(issue.createdAt)}\n${visibleText(issue.body ?? '')}`,
    ...timeline(issue).map((entry) =>
      'body' in entry
        ? `— ${entry.author}, ${moment(entry.createdAt)}\n${visibleText(entry.body)}`
        : `* ${entry.by} ${eventWords(entry)}, ${moment(entry.at)}`,
    ),
  ];
  return `${parts.map((part) => part.trim()).join('\n\n')}\n`;
}

/** Markdown without what GitHub does not show. */
export function visibleText(markdown: string): string {
  return markdown
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Comments, and events that a thread tells of, in the order they came. */
export function timeline(issue: Issue): (Issue['comments'][number] | IssueEvent)[] {
  const told = issue.events.filter(({ kind }) => kind in WORDS);
  return [...issue.comments, ...told].sort((one, other) => one.id - other.id);
}

const WORDS: Partial<Record<IssueEvent['kind'], (detail: string) => string>> = {
  closed: (reason) => `closed this as ${reason.replaceAll('_', ' ')}`,
  reopened: () => 'reopened this',
  renamed: (before) => `changed the title from “${before}”`,
  locked: (reason) => (reason ? `locked this as ${reason}` : 'locked this'),
  unlocked: () => 'unlocked this',
  transferred: (to) => `transferred this to ${to}`,
  deleted: () => 'deleted this',
};

/** What someone did, after their name. */
export function eventWords({ kind, detail }: IssueEvent): string {
  return WORDS[kind]?.(detail) ?? kind;
}

/** A time of the API for people, to the minute. */
export function moment(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
