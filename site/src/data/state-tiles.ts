import type { ShownStatus } from '../../../checker/domain/status.ts';
import { ENDED, type ReportGroup, type ReportSite } from './report.ts';

/** The states where a tile grid map usually has them; a row of the map a line. */
const MAP = `
AK -- -- -- -- -- -- -- -- -- ME
-- -- -- -- -- -- -- -- -- VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT --
CA UT CO NE MO KY WV VA MD DE --
-- AZ NM KS AR TN NC SC DC -- --
-- -- -- OK LA MS AL GA -- -- --
HI -- -- TX -- -- -- -- FL -- --`;

/** A place on the map, counted from 1. */
interface Place {
  row: number;
  column: number;
}

/** A group under the sign of its worst page. */
export interface GroupTile {
  key: string;
  name: string;
  worst: ShownStatus;
  /** How many of its monitored pages have that status, of how many. */
  count: number;
  total: number;
}

/** The tiles of the map, row by row, with the states that no page is listed of, and the groups that are no state. */
export interface Tiles {
  map: (Place & { key: string; tile: GroupTile | null })[];
  others: GroupTile[];
}

const PLACES: readonly (Place & { key: string })[] = MAP.trim()
  .split('\n')
  .flatMap((line, row) =>
    line
      .split(' ')
      .flatMap((key, column) => (key === '--' ? [] : [{ key, row: row + 1, column: column + 1 }])),
  );

/** Every state's tile; without a map when none of the groups is a state. */
export function stateTiles(groups: readonly ReportGroup[], sites: readonly ReportSite[]): Tiles {
  const members = Map.groupBy(sites, (site) => site.group);
  const tiles = new Map(
    groups
      .filter(({ key }) => key !== ENDED)
      .map((group) => [group.key, tileOf(group, members.get(group.key) ?? [])]),
  );
  const map = PLACES.map((place) => ({ ...place, tile: tiles.get(place.key) ?? null }));
  const states = new Set(PLACES.map(({ key }) => key));
  const others = [...tiles.values()].filter(({ key }) => !states.has(key));
  return { map: others.length === tiles.size ? [] : map, others };
}

function tileOf({ key, name, worst }: ReportGroup, sites: readonly ReportSite[]): GroupTile {
  const active = sites.filter((site) => site.monitoring === 'active');
  const count = active.filter((site) => site.status === worst).length;
  return { key, name, worst, count, total: active.length };
}
