import sharp from 'sharp';
import type { Incident } from '../../checker/domain/ledger-files.ts';
import { describeReasons } from '../../checker/domain/reason-words.ts';
import { STATUS } from '../../checker/domain/status.ts';
import { countStatuses, STATUSES_BY_ORDER } from '../src/data/counts.ts';
import { timeText } from '../src/data/format.ts';
import {
  GENERAL_PICTURE,
  incidentPicture,
  OVERVIEW_PICTURE,
  picturedIncidents,
} from '../src/data/open-graph.ts';
import type { Report, ReportSite } from '../src/data/report.ts';
import { PICTURE_WORDS } from '../src/words/open-graph.ts';
import { headline, WORDS } from '../src/words.ts';
import { siteTitle } from './feed-entry.ts';
import type { Output } from './output.ts';
import { type Picture, pictureSvg } from './picture-svg.ts';

/** Draws the pictures that other sites show beside links: a general one, the overview, and the newest open incidents. */
export async function writePictures(output: Output, report: Report): Promise<void> {
  const sites = new Map(report.sites.map((site) => [site.id, site]));
  const draw = async (path: `/${string}`, picture: Picture) =>
    output.write(path, await png(pictureSvg(picture)));
  await draw(GENERAL_PICTURE, generalPicture());
  await draw(OVERVIEW_PICTURE, overview(report));
  const asOf = report.run ? PICTURE_WORDS.asOf(timeText(report.run.endedAt)) : '';
  for (const incident of picturedIncidents(report)) {
    await draw(incidentPicture(report, incident.id), ofIncident(incident, sites.get(incident.site), asOf));
  }
}

function generalPicture(): Picture {
  return {
    status: null,
    eyebrow: '',
    title: PICTURE_WORDS.general,
    notes: [PICTURE_WORDS.generalNote],
    foot: '',
  };
}

function overview({ run, sites }: Report): Picture {
  if (!run) return { ...generalPicture(), title: WORDS.firstRun.headline };
  const counts = countStatuses(sites);
  const present = STATUSES_BY_ORDER.filter((status) => counts[status] > 0);
  return {
    status: counts.down > 0 ? 'down' : (present[0] ?? 'unknown'),
    eyebrow: WORDS.tagline,
    title: headline(counts),
    notes: [present.map((status) => `${counts[status]} ${STATUS[status].predicate}`).join(WORDS.separator)],
    foot: PICTURE_WORDS.asOf(timeText(run.endedAt)),
  };
}

function ofIncident(incident: Incident, site: ReportSite | undefined, foot: string): Picture {
  return {
    status: incident.kind,
    eyebrow: STATUS[incident.kind].word,
    title: `${siteTitle(site, incident.site)} ${PICTURE_WORDS.isStatus[incident.kind]}`,
    notes: [PICTURE_WORDS.since(timeText(incident.firstBad.at)), describeReasons(incident.reasons)],
    foot,
  };
}

async function png(svg: string): Promise<Buffer> {
  return await sharp(Buffer.from(svg)).png().toBuffer();
}
