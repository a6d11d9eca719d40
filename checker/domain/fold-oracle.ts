import type { RunRecord, SiteResult, Visit } from './run-record.ts';
import type { Status } from './status.ts';
import { isBad, isGood } from './verdict.ts';

interface OracleIncident {
  kind: string;
  firstBad: number;
  lastBad: number;
  endedAt: number | null;
  closedByGood: boolean;
}

/** What the oracle says of one site. Times in milliseconds since 1970, but for `since`: seconds. */
export interface OracleSite {
  firstCheck: number;
  /** Status of each second from the one of `firstCheck` to the end of the newest run. */
  seconds: Status[];
  shown: Status | 'suspect';
  since: number;
  suspect: number | null;
  incidents: OracleIncident[];
  checks: number;
}

const ms = (instant: string) => new Date(instant).getTime();
const second = (time: number) => Math.floor(time / 1000);

/**
 * For tests: what a site's history is, told the slow way. Every check says of each second until the end what it would be if no
 * other check came, and later checks overrule it; nothing is merged, split into days or kept between runs.
 */
export function oracleSite(runs: readonly RunRecord[], site: string): OracleSite | null {
  const ordered = [...runs].sort((a, b) => ms(a.startedAt) - ms(b.startedAt) || (a.id < b.id ? -1 : 1));
  const times = ordered.flatMap(({ startedAt, endedAt, results }) => {
    const visits = Object.values(results).flatMap((result) => result.visits);
    return [startedAt, endedAt, ...visits.map(({ at }) => at)].map(ms);
  });
  const replay = new Replay(second(Math.min(...times)), second(Math.max(...times)));
  for (const run of ordered) {
    const result = run.results[site];
    if (result) replay.check(run, result);
  }
  return replay.told();
}

class Replay {
  readonly #zero: number;
  readonly #end: number;
  readonly #line: (Status | undefined)[] = [];
  readonly #incidents: OracleIncident[] = [];
  #firstCheck: number | null = null;
  #lastVisit = Number.NEGATIVE_INFINITY;
  #lastGood: number | null = null;
  #suspect: { kind: string; at: number } | null = null;
  #bare: Status | 'suspect' = 'unknown';
  #hold = 0;
  #shut: { from: number; to: number }[] = [];
  #checks = 0;

  constructor(zero: number, end: number) {
    this.#zero = zero;
    this.#end = end;
  }

  check({ settings: { maxGapMs, confirmAfterMs } }: RunRecord, result: SiteResult): void {
    const visits = result.visits.filter(({ at }) => ms(at) > this.#lastVisit);
    const [first] = visits;
    const last = visits.at(-1);
    if (!first || !last) return;
    this.#checks++;
    this.#lastVisit = ms(last.at);
    this.#hold = second(this.#lastVisit + maxGapMs);
    this.#shut = [];
    if (this.#firstCheck === null) {
      this.#firstCheck = ms(first.at);
      this.#tell(ms(first.at), 'unknown');
    }
    this.#shut = (result.closed ?? []).map(({ from, to }) => ({ from: ms(from), to: ms(to) }));
    if (isGood(result.verdict))
      this.#good(
        visits.filter(({ outcome }) => isGood(outcome)),
        last,
        result,
        maxGapMs,
      );
    else this.#notGood(visits, first, result, { maxGapMs, confirmAfterMs });
  }

  told(): OracleSite | null {
    if (this.#firstCheck === null) return null;
    const begin = second(this.#firstCheck);
    const atEnd = this.#at(this.#end) ?? 'unknown';
    const suspected = this.#bare === 'suspect' && atEnd === 'unknown' && this.#end < this.#hold;
    let since = this.#end;
    while (since > begin && this.#at(since - 1) === atEnd) since--;
    const seconds = Array.from({ length: this.#end - begin }, (_, i) => this.#at(begin + i) ?? 'unknown');
    return {
      firstCheck: this.#firstCheck,
      seconds,
      shown: suspected ? 'suspect' : atEnd,
      since: suspected ? second(this.#suspect?.at ?? 0) : since,
      suspect: this.#suspect?.at ?? null,
      incidents: this.#incidents,
      checks: this.#checks,
    };
  }

  #good(good: Visit[], last: Visit, { verdict }: SiteResult, maxGapMs: number): void {
    const from = ms((good[0] ?? last).at);
    this.#clear(from, maxGapMs);
    const open = this.#open();
    if (open) Object.assign(open, { endedAt: from, closedByGood: true });
    this.#lastGood = ms((good.at(-1) ?? last).at);
    this.#from(from, verdict as Status);
  }

  #notGood(
    visits: Visit[],
    first: Visit,
    { verdict, confirmed }: SiteResult,
    { maxGapMs, confirmAfterMs }: { maxGapMs: number; confirmAfterMs: number },
  ): void {
    const all = visits.filter(({ outcome }) => isBad(outcome)).map(({ at }) => ms(at));
    const bad = all.filter((at) => !this.#shut.some(({ from, to }) => from <= at && at < to));
    const from = bad[0];
    const open = this.#open();
    if (!isBad(verdict) || from === undefined) {
      const pending = this.#suspect ? 'suspect' : (open?.kind ?? 'unknown');
      this.#from(ms(first.at), isBad(verdict) ? (pending as Status | 'suspect') : 'unknown');
      return;
    }
    const lastBad = bad.at(-1) ?? from;
    const suspect = this.#suspect && from - this.#suspect.at <= maxGapMs ? this.#suspect : null;
    const alike = suspect === null || suspect.kind === verdict;
    const kind = alike ? verdict : 'blocked';
    if (open?.kind === verdict) {
      this.#clear(from, maxGapMs);
      open.lastBad = lastBad;
      this.#from(from, verdict);
    } else if (confirmed && bad.length === all.length) {
      this.#opens(suspect && alike ? suspect.at : from, verdict, from, lastBad);
    } else if (suspect && bad.some((at) => at - suspect.at >= confirmAfterMs)) {
      this.#opens(suspect.at, kind, from, lastBad);
    } else {
      this.#suspect = { kind, at: suspect?.at ?? from };
      this.#from(from, 'suspect');
    }
  }

  #opens(start: number, kind: Status, from: number, lastBad: number): void {
    this.#turnUnknown(start, second(from), kind);
    const open = this.#open();
    if (open) open.endedAt = start;
    this.#incidents.push({ kind, firstBad: start, lastBad, endedAt: null, closedByGood: false });
    this.#suspect = null;
    this.#from(from, kind);
  }

  #clear(from: number, maxGapMs: number): void {
    const seen = this.#open()?.lastBad ?? this.#lastGood;
    const before = this.#suspect && this.#at(second(this.#suspect.at) - 1);
    if (this.#suspect && seen !== null && before && before !== 'closed') {
      this.#turnUnknown(this.#suspect.at, Math.min(second(from), second(seen + maxGapMs)), before);
    }
    this.#suspect = null;
  }

  #from(from: number, status: Status | 'suspect'): void {
    this.#bare = status;
    this.#tell(from, status === 'suspect' ? 'unknown' : status);
  }

  #tell(from: number, status: Status): void {
    for (let s = second(from); s <= this.#end; s++) {
      const closed = this.#shut.some((stretch) => second(stretch.from) <= s && s < second(stretch.to));
      this.#line[s - this.#zero] = closed ? 'closed' : s < this.#hold ? status : 'unknown';
    }
  }

  #turnUnknown(from: number, to: number, into: Status): void {
    for (let s = second(from); s < to; s++) if (this.#at(s) === 'unknown') this.#line[s - this.#zero] = into;
  }

  #at(s: number): Status | undefined {
    return this.#line[s - this.#zero];
  }

  #open(): OracleIncident | undefined {
    return this.#incidents.find(({ endedAt }) => endedAt === null);
  }
}
