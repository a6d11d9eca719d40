import { styleText } from 'node:util';
import { plainText } from '../domain/plain-text.ts';
import type { Level, SetupFinding } from '../domain/setup/finding.ts';
import type { SetupStep } from '../domain/setup/step.ts';
import { WORKFLOW_PERMISSIONS } from '../domain/setup/workflow-permissions.ts';

/** Outside text in the middle of a line, where `::` is no workflow command: a role's ARN can be copied as it is. */
function harmless(text: string, max: number): string {
  return plainText(text, max).replaceAll(': :', '::');
}

/** What is going to be changed, a paragraph a step. */
export function planText(steps: readonly SetupStep[]): string {
  if (steps.length === 0) return 'Everything is as it should be: nothing to change.\n';
  const paragraphs = steps.map(({ title, why, before, after }, index) =>
    [
      `${String(index + 1).padStart(2)}. ${harmless(title, 300)}`,
      `    ${why}`,
      `    now: ${harmless(before, 300)}`,
      `    then: ${harmless(after, 300)}`,
    ].join('\n'),
  );
  return `${steps.length === 1 ? 'One thing is' : `${steps.length} things are`} going to be changed:\n\n${paragraphs.join('\n\n')}\n`;
}

/** What a person has to see to, which no step can change. */
export function hindrancesText(findings: readonly SetupFinding[]): string {
  const lines = findings.map((finding) => `  ${sign(finding.level)} ${findingText(finding)}`);
  return lines.length === 0 ? '' : `To be seen to by you:\n${lines.join('\n')}\n\n`;
}

const SIGNS: Record<Level, string> = { ok: '✓', unknown: '?', warning: '!', fault: '✗' };

const sign = (level: Level) => SIGNS[level];

function findingText({ topic, says, remedy }: SetupFinding): string {
  const what = `${topic}: ${harmless(says, 500)}`;
  return remedy === null ? what : `${what}\n      → ${harmless(remedy, 500)}`;
}

/** All that was looked at, by topic, and what each permission of the workflows is for. */
export function checkText(findings: readonly SetupFinding[], { colour }: { colour: boolean }): string {
  const width = Math.max(...findings.map(({ topic }) => topic.length));
  const painted = (level: Level, text: string) =>
    colour ? styleText(PAINT[level], text, { validateStream: false }) : text;
  const lines = findings.map(({ topic, level, says, remedy }) => {
    const line = `${painted(level, sign(level))} ${topic.padEnd(width)}  ${harmless(says, 500)}`;
    return remedy === null ? line : `${line}\n  ${' '.repeat(width)}  → ${harmless(remedy, 500)}`;
  });
  const permissions = WORKFLOW_PERMISSIONS.map(
    ({ permission, for: what }) => `  ${permission.padEnd(16)} ${what}`,
  );
  const faults = findings.filter(({ level }) => level === 'fault').length;
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  const end =
    faults + warnings === 0
      ? 'All is well.'
      : `${counted(faults, 'fault')}, ${counted(warnings, 'warning')}.`;
  return `${lines.join('\n')}\n\nWhat jobs of the workflows may do, each only what it needs, and none for longer than it runs:\n${permissions.join('\n')}\n\n${end}\n`;
}

const PAINT: Record<Level, 'green' | 'gray' | 'yellow' | 'red'> = {
  ok: 'green',
  unknown: 'gray',
  warning: 'yellow',
  fault: 'red',
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
