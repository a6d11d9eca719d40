import type { Step } from '../domain/issues/step.ts';
import type { Notified } from './notify-issues.ts';

/** The same for programs. An error has no JSON of its own. */
export function notifiedJson({ planned, applied, requests }: Notified): object {
  return { planned, applied: applied && { ...applied, stopped: applied.stopped?.message ?? null }, requests };
}

/** What was, or would be, done, for people; with the texts on request. */
export function notifiedText(
  { planned, applied, requests }: Notified,
  { dryRun, texts }: { dryRun?: boolean; texts?: boolean },
): string {
  const lines: string[] = [];
  if (planned.length === 0) lines.push('The issues say what the record says: nothing to do.');
  const failed = new Map(applied?.failed.map(({ step, why }) => [step, why]));
  const done = new Map(applied?.done.map(({ step, url }) => [step, url]));
  for (const step of planned) {
    const became =
      dryRun || !applied ? 'would' : done.has(step) ? 'did' : failed.has(step) ? 'FAILED to' : 'left';
    const url = done.get(step);
    lines.push(`${became} ${step.why}${url ? ` → ${url}` : ''}`);
    const why = failed.get(step);
    if (why) lines.push(`  ${why}`);
    if (texts)
      lines.push(...textsOf(step).flatMap((text) => text.split('\n').map((line) => `  │ ${line}`)), '');
  }
  if (applied?.stopped) lines.push(applied.stopped.message);
  if (applied && applied.left.length > 0) lines.push(`${applied.left.length} left for the next run.`);
  lines.push(`${requests} requests to GitHub${applied ? `, ${applied.writes} of them changes` : ''}.`);
  return `${lines.join('\n')}\n`;
}

function textsOf(step: Step): string[] {
  if (step.issue === null) return [step.body];
  return step.writes.flatMap((write) => (write.do === 'comment' ? write.body : (write.body ?? [])));
}
