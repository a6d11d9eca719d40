import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { FullReport } from '../src/data/report.ts';
import { writeBadges } from './badges.ts';
import { writeFeeds } from './feeds.ts';
import { Output } from './output.ts';
import { writePictures } from './pictures.ts';
import { robotsText } from './robots.ts';
import type { Naming } from './tag-ids.ts';
import { writeApi } from './write-api.ts';

/** Adds what machines read to a built site: feeds, badges, the API, pictures for links, rules for search engines. */
export async function publish(folder: string, report: FullReport, naming: Naming): Promise<void> {
  const output = new Output(folder);
  writeFeeds(output, report, naming);
  writeBadges(output, report);
  writeApi(output, report, naming);
  await writePictures(output, report);
  output.write('/robots.txt', robotsText(naming));
}

/** `publish` as a step of Astro's build. */
export function publishing(report: FullReport, naming: Naming): AstroIntegration {
  return {
    name: 'puptime-publish',
    hooks: { 'astro:build:done': ({ dir }) => publish(fileURLToPath(dir), report, naming) },
  };
}
