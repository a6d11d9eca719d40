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

/** Nothing asked of the page itself; times as long as anybody would wait. Override what matters. */
export const NO_EXPECTATIONS: Readonly<ResolvedExpectations> = {
  textAll: [],
  textAny: [],
  absent: [],
  selector: [],
  form: [],
  status: [],
  title: null,
  host: [],
  hostGiven: false,
  contentType: [],
  slowAfterMs: 60_000,
  timeoutMs: 60_000,
  waitFor: null,
};

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
