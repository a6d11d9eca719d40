import { STATUS } from '../checker/domain/status.ts';
import type { FullReport } from './src/data/report.ts';

const REPORT = 'virtual:puptime/report';
const HISTORY = 'virtual:puptime/history';
const STATUS_CSS = 'virtual:puptime/status.css';

/** What pages get from the build: see `src/virtual-modules.d.ts`. */
export interface ReportModule {
  report: FullReport;
  snapshotsDir: string;
  base: string;
  /** Absolute address of the site, with a slash at its end; null: not known. */
  siteUrl: string | null;
  /** `https://github.com/owner/name`; null: not known. */
  repositoryUrl: string | null;
}

/**
 * Vite plugin that hands the report (in two parts, as few pages need the histories) to the pages, and the colours of the status table to the style sheet, as modules:
 * pages then read nothing from the environment, and two builds in one process do not meet.
 */
export function reportPlugin({ report, ...place }: ReportModule) {
  // A year of days is for files that are written beside the pages.
  const { histories, runs, year: _, ...shown } = report;
  const sources: Record<string, () => string> = {
    [REPORT]: () => exportsOf({ report: shown, ...place }),
    [HISTORY]: () => exportsOf({ histories, runs }),
    [STATUS_CSS]: statusCss,
  };
  return {
    name: 'puptime-report',
    resolveId: (id: string) => (id in sources ? `\0${id}` : undefined),
    load: (id: string) => (id.startsWith('\0') ? sources[id.slice(1)]?.() : undefined),
  };
}

/** A module that exports values under their names. JSON in a string is read many times faster than the same as code. */
function exportsOf(values: object): string {
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`)
    .join('\n');
}

/** The colours of the status table as custom properties, and a class for each status that picks its own. */
export function statusCss(): string {
  const entries = Object.entries(STATUS);
  const colours = entries.map(([name, { light, dark }]) => `--${name}: light-dark(${light}, ${dark});`);
  const classes = entries.map(([name]) => `.is-${name} { --status: var(--${name}); }`);
  return `:root { ${colours.join(' ')} }\n${classes.join('\n')}\n`;
}
