import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectoryStore } from '../archive/directory-store.ts';
import { Observation } from '../domain/observation.ts';
import type { RunRecord, Visit } from '../domain/run-record.ts';
import { checkMarkdown } from '../report/check-markdown.ts';
import type { SeenSite, SeenVisit } from '../report/seen-site.ts';
import { RESULT_FILES } from '../results/results-folder.ts';
import type { SitesConfig } from '../sites/read-sites.ts';

/** Where a report goes, and under which name its folder is kept for readers. */
export interface ReportPlace {
  dir: string;
  /** Name of the artifact. */
  artifact: string;
}

/**
 * Writes a folder for people about a check: `README.md`, and the picture of each page in `pictures/`. What stands there already is
 * replaced. Resolves to what was seen, and the Markdown. Evidence that is missing or damaged is left out.
 */
export async function writeCheckReport(
  config: SitesConfig,
  run: RunRecord,
  results: string,
  { dir, artifact }: ReportPlace,
): Promise<{ seen: SeenSite[]; markdown: string }> {
  const store = new DirectoryStore(join(results, RESULT_FILES.snapshots));
  const seen: SeenSite[] = [];
  await mkdir(join(dir, 'pictures'), { recursive: true });
  for (const [id, result] of Object.entries(run.results)) {
    const site = config.byId.get(id);
    if (!site) continue;
    const visits: LookedUp[] = [];
    for (const visit of result.visits) visits.push(await lookUp(store, run, visit));
    for (const { name, bytes } of namePictures(id, visits)) await writeFile(join(dir, name), bytes);
    seen.push({ site, result, visits: visits.map(({ seen }) => seen) });
  }
  const markdown = checkMarkdown(run, seen, { artifact });
  await writeFile(join(dir, 'README.md'), markdown);
  return { seen, markdown };
}

interface LookedUp {
  seen: SeenVisit;
  picture: Uint8Array | null;
}

/** Bytes of visible text that are read: a multiple of what is shown. */
const TEXT_BYTES = 20_000;

async function lookUp(store: DirectoryStore, run: RunRecord, visit: Visit): Promise<LookedUp> {
  const observation = await readObservation(store, visit.evidence);
  const [picture, text] = await Promise.all(
    [observation?.screenshot, observation?.text].map((ref) => bytesOf(store, ref?.sha256 ?? null)),
  );
  return {
    seen: {
      visit,
      route: run.routes[visit.route] ?? null,
      observation,
      text: text ? new TextDecoder().decode(text.subarray(0, TEXT_BYTES)) : null,
      picture: null,
    },
    picture: picture && isWebp(picture) ? picture : null,
  };
}

async function readObservation(store: DirectoryStore, sha256: string | null): Promise<Observation | null> {
  const bytes = await bytesOf(store, sha256);
  if (bytes === null) return null;
  try {
    return Observation.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch (error) {
    // Whoever opened the pages wrote it, and a page may have taken that process over.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function bytesOf(store: DirectoryStore, sha256: string | null): Promise<Uint8Array | null> {
  if (sha256 === null) return null;
  return (await store.getAll([sha256])).get(sha256) ?? null;
}

/** Browsers show a file by what its name ends with: nothing but a picture gets such a name. */
function isWebp(bytes: Uint8Array): boolean {
  const tag = (from: number) => Buffer.from(bytes.subarray(from, from + 4)).toString('latin1');
  return tag(0) === 'RIFF' && tag(8) === 'WEBP';
}

/**
 * Names the pictures of a site in its visits, and gives them: that of the last visit, and that of the first when it is another. No id
 * has a full stop, so no picture takes the place of another site's.
 */
function namePictures(id: string, visits: readonly LookedUp[]): { name: string; bytes: Uint8Array }[] {
  const [first, last] = [visits[0], visits.at(-1)];
  const named: { name: string; bytes: Uint8Array }[] = [];
  const give = (visit: LookedUp | undefined, name: string) => {
    if (!visit?.picture) return;
    visit.seen.picture = name;
    named.push({ name, bytes: visit.picture });
  };
  give(last, `pictures/${id}.webp`);
  const differ =
    first !== last &&
    first?.seen.observation?.screenshot?.sha256 !== last?.seen.observation?.screenshot?.sha256;
  if (differ) give(first, `pictures/${id}.1.webp`);
  return named;
}
