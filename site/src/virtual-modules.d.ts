// Imports of relative names are not allowed inside `declare module`, hence import().
declare module 'virtual:puptime/report' {
  export const report: import('./data/report.ts').Report;
  /** Folder of the snapshots, absolute. */
  export const snapshotsDir: string;
  /** Path under which the site is served, with a slash at both ends. */
  export const base: string;
  /** Absolute address of the site, with a slash at its end; null: not known. */
  export const siteUrl: string | null;
  /** `https://github.com/owner/name`; null: not known. */
  export const repositoryUrl: string | null;
}

declare module 'virtual:puptime/history' {
  export const histories: Record<string, import('./data/site-history.ts').SiteHistory>;
  export const runs: import('./data/runs-report.ts').RunsReport;
}

declare module 'virtual:puptime/status.css' {}
