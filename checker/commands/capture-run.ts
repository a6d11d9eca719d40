import type { SnapshotStore } from '../archive/snapshot-store.ts';
import { type Captured, keepEvidence } from '../domain/capture.ts';
import type { StateFile } from '../domain/ledger-files.ts';
import { Observation } from '../domain/observation.ts';
import { own } from '../domain/own.ts';
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
 * whose evidence is not kept refers to the kept evidence it equals. `state`: before the run. Evidence that is missing or damaged is
 * reported and left out: a run is worth recording without it.
 */
export async function captureRun(
  run: RunRecord,
  state: StateFile,
  stores: CaptureStores,
): Promise<RunRecord> {
  const results: RunRecord['results'] = {};
  for (const [site, result] of Object.entries(run.results)) {
    const known = [site, ...(result.formerly ?? [])].map((id) => own(state.sites, id)).find((entry) => entry);
    let before: Captured = {
      lastOutcome: known?.lastVisit?.outcome ?? null,
      baseline: known?.baseline ?? null,
    };
    const visits: Visit[] = [];
    for (const visit of result.visits) {
      const captured = await captureVisit(visit, before, stores);
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
  stores: CaptureStores,
): Promise<{ visit: Visit; after: Captured }> {
  const capture = keepEvidence(visit, before);
  const after = { ...before, lastOutcome: visit.outcome };
  if (visit.evidence === null) return { visit, after };
  if (!capture.keep) return { visit: { ...visit, evidence: capture.evidence }, after };
  const evidence = await copyEvidence(visit.evidence, stores);
  const { at, text } = visit;
  return {
    visit: { ...visit, evidence },
    after: evidence ? { ...after, baseline: { at, text, evidence } } : after,
  };
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

async function fetchSnapshot(sha256: string, { from, log }: CaptureStores): Promise<Uint8Array | null> {
  try {
    const bytes = await from.get(sha256);
    if (!bytes) log(`snapshot ${sha256} is missing in the results: left out`);
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
