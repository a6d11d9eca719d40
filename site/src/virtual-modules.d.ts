// Imports of relative names are not allowed inside `declare module`, hence import().
declare module 'virtual:puptime/report' {
  export const report: import('./data/report.ts').Report;
  /** Folder of the snapshots, absolute. */
  export const snapshotsDir: string;
  /** Path under which the site is served, with a slash at both ends. */
  export const base: string;
}

declare module 'virtual:puptime/status.css' {}
