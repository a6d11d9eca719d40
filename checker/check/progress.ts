import type { Visit } from '../domain/run-record.ts';

/** Hears what a check does as it does it. */
export interface Progress {
  /** `again`: the pages were visited in this run before. */
  passStarted(route: string, total: number, again: boolean): void;
  visitStarted(site: string): void;
  visitEnded(site: string, visit: Visit): void;
  passEnded(): void;
  note(text: string): void;
  /** A pause before sites are visited again over the same exit. */
  waiting(until: Date, sites: number): void;
}
