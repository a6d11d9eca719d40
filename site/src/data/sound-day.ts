import type { DayFile } from '../../../checker/domain/ledger-files.ts';
import { Instant } from '../../../checker/domain/observation.ts';
import { Status } from '../../../checker/domain/status.ts';

const STATUSES: ReadonlySet<unknown> = new Set(Status.options);
const FIELDS = ['day', 'counted', 'columns', 'loads', 'sites', 'version'];
const ENTRY = ['before', 'since', 'segments', 'checks', 'loads'];

/**
 * Whether a value is a day as the ledger writes it: what this accepts, the schema `DayFile` accepts (a test holds it), in a tenth of
 * its time; a year of days would otherwise be a fifth of a build. What this refuses, the schema judges, and says what is wrong.
 */
export function isSoundDay(value: unknown): value is DayFile {
  if (!isRecord(value) || !hasExactly(value, FIELDS)) return false;
  const { version, day, counted, columns, loads, sites } = value;
  return (
    version === 1 &&
    typeof day === 'string' &&
    isInstant(`${day}T00:00:00.000Z`) &&
    isCount(counted) &&
    counted <= 86_400 &&
    isListOf(columns, isText) &&
    isRecordOf(loads, isRow) &&
    isRecordOf(sites, isEntry)
  );
}

function isRow(value: unknown): boolean {
  return isRecord(value) && hasExactly(value, ['ms']) && isListOf(value.ms, isCell);
}

function isEntry(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { before, since, segments, corrected, checks, loads } = value;
  const fields = corrected === undefined ? ENTRY : [...ENTRY, 'corrected'];
  return (
    hasExactly(value, fields) &&
    isRecordOf(before, isCount) &&
    Object.keys(before as object).every((status) => status !== 'unknown' && STATUSES.has(status)) &&
    isInstant(since) &&
    isListOf(segments, isSegment) &&
    (corrected === undefined || isListOf(corrected, isSegment)) &&
    isCount(checks) &&
    isListOf(loads, Number.isSafeInteger)
  );
}

function isSegment(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, status] = value;
  return isCount(from) && from <= 86_400 && STATUSES.has(status);
}

/** Instants that were looked at: nearly all days begin at the same ones. */
const known = new Map<string, boolean>();

function isInstant(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const before = known.get(value);
  if (before !== undefined) return before;
  const sound = Instant.safeParse(value).success;
  known.set(value, sound);
  return sound;
}

function isCell(value: unknown): boolean {
  return value === null || Number.isSafeInteger(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isListOf(value: unknown, is: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isRecordOf(value: unknown, is: (element: unknown) => boolean): boolean {
  if (!isRecord(value)) return false;
  for (const key in value) if (!is(value[key])) return false;
  return true;
}

function hasExactly(value: object, fields: readonly string[]): boolean {
  const keys = Object.keys(value);
  return keys.length === fields.length && fields.every((field) => Object.hasOwn(value, field));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
