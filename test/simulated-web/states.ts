/** A state as the simulated pages speak of it: real codes and names, so that the demo reads like the real list. */
export interface State {
  code: string;
  name: string;
  /** IANA time zone. */
  timeZone: string;
  /** Place in the list: what its look goes by. */
  number: number;
}

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';

const NAMES: Readonly<Record<string, readonly [name: string, timeZone: string]>> = {
  AK: ['Alaska', 'America/Anchorage'],
  AR: ['Arkansas', CENTRAL],
  AZ: ['Arizona', 'America/Phoenix'],
  CA: ['California', PACIFIC],
  CO: ['Colorado', MOUNTAIN],
  DE: ['Delaware', EASTERN],
  FL: ['Florida', EASTERN],
  GA: ['Georgia', EASTERN],
  HI: ['Hawaii', 'Pacific/Honolulu'],
  ID: ['Idaho', 'America/Boise'],
  IL: ['Illinois', CENTRAL],
  IN: ['Indiana', 'America/Indiana/Indianapolis'],
  KY: ['Kentucky', EASTERN],
  LA: ['Louisiana', CENTRAL],
  MD: ['Maryland', EASTERN],
  MI: ['Michigan', 'America/Detroit'],
  MN: ['Minnesota', CENTRAL],
  MO: ['Missouri', CENTRAL],
  MS: ['Mississippi', CENTRAL],
  NC: ['North Carolina', EASTERN],
  NE: ['Nebraska', CENTRAL],
  NH: ['New Hampshire', EASTERN],
  NJ: ['New Jersey', EASTERN],
  NM: ['New Mexico', MOUNTAIN],
  NY: ['New York', EASTERN],
  OH: ['Ohio', EASTERN],
  OK: ['Oklahoma', CENTRAL],
  OR: ['Oregon', PACIFIC],
  PA: ['Pennsylvania', EASTERN],
  SD: ['South Dakota', CENTRAL],
  TN: ['Tennessee', CENTRAL],
  TX: ['Texas', CENTRAL],
  UT: ['Utah', MOUNTAIN],
  VA: ['Virginia', EASTERN],
  VT: ['Vermont', EASTERN],
  WA: ['Washington', PACIFIC],
  WI: ['Wisconsin', CENTRAL],
  WV: ['West Virginia', EASTERN],
};

const CODES = Object.keys(NAMES);

/** The state of a code. Throws on a code without simulated pages. */
export function stateOf(code: string): State {
  const entry = NAMES[code];
  const number = CODES.indexOf(code);
  if (!entry) throw new Error(`no simulated state has the code ${JSON.stringify(code)}`);
  return { code, name: entry[0], timeZone: entry[1], number };
}
