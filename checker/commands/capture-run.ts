import type { SnapshotStore } from '../archive/snapshot-store.ts';
import { type Captured, type Difference, keepEvidence, pictureDifference } from '../domain/capture.ts';
import { type CaptureSettings, DEFAULT_CAPTURE } from '../domain/capture-settings.ts';
import { wordDifference } from '../domain/capture-words.ts';
import { knownSites } from '../domain/known-site.ts';
import type { StateFile } from '../domain/ledger-files.ts';
import { Observation } from '../domain/observation.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import type { RunRecord, Visit } from '../domain/run-record.ts';

/** What a capture works on: the snapshots that a run left, those that are kept, and where to say what was missing. */
export interface CaptureStores {
  from: SnapshotStore;
  to: SnapshotStore;
  log(line: string): void;
}

/**
 * Copies the evidence worth keeping of a run, with the snapshots it refers to, and gives the run as it is to be recorded: a visit
 * whose evidence is kept says why, and keeps its look when that is another than before; one whose evidence is not kept has none, and the fold takes it for the kept
 * evidence it equals. `state`: before the run. Evidence that is missing or damaged is reported and left out: a run is worth
 * recording without it.
 */
export async function captureRun(
  run: RunRecord,
  state: StateFile,
  stores: CaptureStores,
): Promise<RunRecord> {
  const settings = run.settings.capture ?? DEFAULT_CAPTURE;
  const sites = knownSites(state);
  const results: RunRecord['results'] = {};
  for (const [site, result] of Object.entries(run.results)) {
    const ids = [site, ...(result.formerly ?? [])];
    const known = ids.map((id) => sites.get(id)).find((entry) => entry);
    let before: Captured = {
      lastOutcome: known?.lastVisit.outcome ?? null,
      baseline: known?.baseline ?? null,
    };
    const visits: Visit[] = [];
    for (const visit of result.visits) {
      const captured = await captureVisit(visit, before, settings, stores);
      visits.push(captured.visit);
      before = captured.after;
    }
    results[site] = { ...result, visits };
  }
  return { ...run, results };
}

async function captureVisit(
  visit: Visit,
  before: Captured,
  settings: CaptureSettings,
  stores: CaptureStores,
): Promise<{ visit: Visit; after: Captured }> {
  const { look, kept: _, ...plain } = visit;
  const after = { ...before, lastOutcome: visit.outcome };
  if (visit.evidence === null) return { visit: plain, after };
  const difference = await measure(visit, before, stores);
  const capture = keepEvidence(visit, before, difference, settings);
  if (!capture.keep) {
    // The same words as the evidence kept last: the fold knows which that is, and a hash repeated in every run takes most of a
    // repository's room.
    const same = visit.text === before.baseline?.text;
    const refers = same ? { evidence: null, text: null } : { evidence: capture.evidence };
    return { visit: { ...plain, ...refers }, after };
  }
  const evidence = await copyEvidence(visit.evidence, stores);
  if (evidence === null) return { visit: { ...plain, evidence }, after };
  const { at, text } = visit;
  const kept = { because: capture.because, ...difference };
  // A look takes more room than all else of a visit, and twice: in the run and in the state.
  const asBefore = difference.picture !== null && difference.picture <= settings.picture;
  const baseline = { at, text, evidence, look: (asBefore ? before.baseline?.look : look) ?? null };
  const visitLook = asBefore || look === undefined ? {} : { look };
  return { visit: { ...plain, evidence, ...visitLook, kept }, after: { ...after, baseline } };
}

/** How far a visit is from the evidence kept last, to the ten-thousandth. */
async function measure(visit: Visit, before: Captured, stores: CaptureStores): Promise<Difference> {
  const text = await textDifference(visit.text, before.baseline?.text ?? null, stores);
  const picture = pictureDifference(visit, before);
  const rounded = (share: number | null) => (share === null ? null : Math.round(share * 10_000) / 10_000);
  return { text: rounded(text), picture: rounded(picture) };
}

/** Share of words that changed between two texts; null when one of them is not there, or no text (a document's bytes). */
async function textDifference(
  seen: string | null,
  kept: string | null,
  { from, to, log }: CaptureStores,
): Promise<number | null> {
  if (seen === null || kept === null) return null;
  if (seen === kept) return 0;
  const before = textOf(await readSnapshot(kept, to, log));
  const after = before === null ? null : textOf(await readSnapshot(seen, from, log));
  return before === null || after === null ? null : wordDifference(before, after);
}

function textOf(bytes: Uint8Array | null): string | null {
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Copies evidence and the snapshots it refers to; gives its SHA-256, or null when there is none to copy. */
async function copyEvidence(sha256: string, stores: CaptureStores): Promise<string | null> {
  const bytes = await fetchSnapshot(sha256, stores);
  if (!bytes) return null;
  const observation = parseObservation(bytes);
  if (!observation) {
    stores.log(`evidence ${sha256} is not an observation: left out`);
    return null;
  }
  const { screenshot, dom, body, text } = observation;
  for (const ref of [screenshot, dom, body, text]) {
    const part = ref && (await fetchSnapshot(ref.sha256, stores));
    if (part) await stores.to.put(part, ref.mediaType);
  }
  return (await stores.to.put(bytes, 'application/json')).sha256;
}

/** Bytes of a snapshot that a run left; null, and said so, when they are missing or damaged. */
async function fetchSnapshot(sha256: string, { from, log }: CaptureStores): Promise<Uint8Array | null> {
  return readSnapshot(sha256, from, log, () => log(`snapshot ${sha256} is missing in the results: left out`));
}

/** Bytes of a snapshot; null when they are damaged, which is said, or missing: of those that are kept, some are pruned in time. */
async function readSnapshot(
  sha256: string,
  store: SnapshotStore,
  log: CaptureStores['log'],
  missing: () => void = () => undefined,
): Promise<Uint8Array | null> {
  try {
    const bytes = await store.get(sha256);
    if (!bytes) missing();
    return bytes;
  } catch (error) {
    if (!(error instanceof PuptimeError)) throw error;
    log(`${error.message}: left out`);
    return null;
  }
}

function parseObservation(bytes: Uint8Array): Observation | null {
  try {
    return Observation.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
