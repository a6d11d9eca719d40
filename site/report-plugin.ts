import { STATUS } from '../checker/domain/status.ts';
import type { Report } from './src/data/report.ts';

const REPORT = 'virtual:puptime/report';
const STATUS_CSS = 'virtual:puptime/status.css';

/** What pages get from the build: see `src/virtual-modules.d.ts`. */
export interface ReportModule {
  report: Report;
  snapshotsDir: string;
  base: string;
}

/**
 * Vite plugin that hands the report to the pages, and the colours of the status table to the style sheet, as modules:
 * pages then read nothing from the environment, and two builds in one process do not meet.
 */
export function reportPlugin(module: ReportModule) {
  const sources: Record<string, () => string> = {
    [REPORT]: () =>
      Object.entries(module)
        .map(
          ([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`,
        )
        .join('\n'),
    [STATUS_CSS]: statusCss,
  };
  return {
    name: 'puptime-report',
    resolveId: (id: string) => (id in sources ? `\0${id}` : undefined),
    load: (id: string) => (id.startsWith('\0') ? sources[id.slice(1)]?.() : undefined),
  };
}

/** The colours of the status table as custom properties, and a class for each status that picks its own. */
export function statusCss(): string {
  const entries = Object.entries(STATUS);
  const colours = entries.map(([name, { light, dark }]) => `--${name}: light-dark(${light}, ${dark});`);
  const classes = entries.map(([name]) => `.is-${name} { --status: var(--${name}); }`);
  return `:root { ${colours.join(' ')} }\n${classes.join('\n')}\n`;
}
