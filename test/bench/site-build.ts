// Builds the site of a folder that site-year.ts made. Called as: site-build.ts DIR
import { join } from 'node:path';
import { buildSite } from '../../site/build.ts';

const [dir = ''] = process.argv.slice(2);
const { pages } = await buildSite({
  root: process.cwd(),
  dataDir: join(dir, 'live'),
  snapshotsDir: join(dir, 'snapshots'),
  sitesPath: join(dir, 'sites.json'),
  outDir: join(dir, 'site'),
  base: '/monitor/',
});
console.log(pages);
