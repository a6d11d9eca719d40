import type { Closure, Hours } from './site.ts';

/** A labelled field or button that must be visible and enabled. */
export type FormPart = { field: string } | { button: string };

/** Expectations with every default filled in and every shorthand spelled out. Durations in milliseconds. */
export interface ResolvedExpectations {
  /** Patterns that must all be in the visible text. */
  textAll: string[];
  /** Patterns of which at least one must be in the visible text; empty: not asked. */
  textAny: string[];
  absent: string[];
  selector: string[];
  form: FormPart[];
  /** Right statuses; empty: 200 to 299. */
  status: number[];
  title: string | null;
  /** Hosts at which a redirect may end; `*.` in front stands for the domain and all below it. */
  host: string[];
  /** Whether a contributor named the hosts: another host is then down, else degraded. */
  hostGiven: boolean;
  contentType: string[];
  slowAfterMs: number;
  timeoutMs: number;
  waitFor: string | null;
}

/** A site ready to be visited: `sites.json` with kinds and defaults applied. */
export interface ResolvedSite {
  id: string;
  name: string;
  url: string;
  group: string;
  groupName: string;
  kinds: string[];
  timeZone: string;
  expect: ResolvedExpectations;
  hours: Hours[];
  closures: Closure[];
  formerly: string[];
  owners: string[];
}
