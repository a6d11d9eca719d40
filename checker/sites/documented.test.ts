import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { annotationFaults } from './annotation-faults.ts';

it('takes the correction that the documentation shows, and its name', async () => {
  const page = await readFile(new URL('../../docs/contributing-sites.md', import.meta.url), 'utf8');
  const section = page.split('## Correct the record')[1]?.split('\n## ')[0] ?? '';
  const [, id = ''] = /`([^`<]+)\.json`/.exec(section) ?? [];
  const [, text = ''] = /```json\n(.*?)```/s.exec(section) ?? [];
  const sites = new Map([['oh-track-ballot', 'oh-track-ballot']]);
  expect(id).toBe('2026-11-23-oh-track-ballot');
  expect(annotationFaults([{ path: `${id}.json`, id, text }], sites)).toEqual([]);
  expect(annotationFaults([{ path: `${id}.json`, id, text: text.replace('Z', '') }], sites)).toHaveLength(1);
});
