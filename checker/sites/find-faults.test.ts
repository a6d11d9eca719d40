import { expect, it } from 'vitest';
import { printFault } from './fault.ts';
import { findFaults } from './find-faults.ts';

const BASE = `{
  "version": 1,
  "interval": "15m",
  "canaries": [{ "url": "https://www.example.com/", "text": "Example Domain" }],
  "kinds": {
    "register": { "name": "Register to vote" },
    "track-ballot": { "name": "Track your ballot" }
  },
  "groups": { "OH": { "name": "Ohio", "timeZone": "America/New_York" } },
  "sites": [
    {
      "id": "oh-register",
      "name": "Register to vote",
      "url": "https://olvr.ohiosos.gov/",
      "group": "OH",
      "kinds": ["register"]
    },
    {
      "id": "oh-track-ballot",
      "name": "Track your ballot",
      "url": "https://voterlookup.ohiosos.gov/track",
      "group": "OH",
      "kinds": ["track-ballot"]
    }
  ]
}
`;
const URL = '"https://olvr.ohiosos.gov/"';
const KINDS = '"kinds": ["register"]';

/** What is wrong, the text of the sound file that is replaced, and what replaces it. */
type Case = [what: string, from: string, to: string];

/** What is printed of them stands in `__snapshots__/faults.txt`, to be read as a contributor reads it. */
const CASES: Record<string, Case[]> = {
  'the JSON itself': [
    ['a missing comma', '"version": 1,', '"version": 1'],
    ['a comment', '"version": 1,', '"version": 1, // the format'],
    ['a comma too many', '["register"]', '["register",]'],
    ['a comma too many before a brace', '"kinds": ["register"]', '"kinds": ["register"],'],
    ['single quotes', '"15m"', `'15m'`],
    ['quotes that do not close', '"15m"', '"15m'],
    ['an unknown escape', '"15m"', '"15\\m"'],
    ['a field twice', '"group": "OH",', '"group": "OH", "group": "OH",'],
    ['a file cut short', BASE.slice(60), ''],
    ['no content', BASE, ''],
    ['a byte order mark', '{\n  "version"', '\ufeff{\n  "version"'],
    ['something after the end', '  ]\n}\n', '  ]\n}\n}\n'],
    ['a list', BASE, '[]'],
  ],
  'fields and values': [
    ['an unknown field', '"group": "OH",', '"gruop": "OH",'],
    ['an unknown field with no like', KINDS, `${KINDS}, "colour": "red"`],
    ['an unknown field at the top', '"interval"', '"intervall": "1m", "interval"'],
    ['a field named __proto__', KINDS, `${KINDS}, "__proto__": {}`],
    ['a missing field', '"interval": "15m",', ''],
    [
      'a missing field of a site',
      '      "group": "OH",\n      "kinds": ["register"]',
      '      "kinds": ["register"]',
    ],
    ['a value of the wrong type', '"version": 1', '"version": "1"'],
    ['text for a flag', KINDS, `${KINDS}, "active": "no"`],
    ['a site that is no object', '"sites": [', '"sites": [7,'],
    ['a length of time without unit', '"15m"', '"15"'],
    ['a longest gap under the interval', '"15m",', '"15m", "maxGap": "5m",'],
    ['an id with capitals', '"oh-register"', '"OH_Register"'],
    ['an empty name', '"Register to vote",', '"",'],
    [
      'a long name',
      '"Register to vote",',
      '"very very very very very very very very very very very very very very very very very very very very very very very very very ",',
    ],
    ['no kinds', '["register"]', '[]'],
    [
      'an unknown day',
      KINDS,
      `${KINDS}, "hours": [{ "days": ["tues"], "open": "06:00", "close": "22:00", "source": "https://a.gov/" }]`,
    ],
    [
      'a source that is no address',
      KINDS,
      `${KINDS}, "hours": [{ "days": ["tue"], "open": "06:00", "close": "22:00", "source": "the clerk" }]`,
    ],
    ['an invisible character', '"Track your ballot",', '"Track \u202eyour ballot\u0085",'],
    ['a kind with capitals', '"register": {', '"Register": { "name": "x" }, "register": {'],
    [
      'a group in lower case',
      '"groups": {',
      '"groups": { "ca": { "name": "California", "timeZone": "America/Los_Angeles" },',
    ],
  ],
  'ids, groups and kinds': [
    ['an id twice', '"oh-track-ballot"', '"oh-register"'],
    [`an id that was another site's`, KINDS, `${KINDS}, "formerly": ["oh-track-ballot"]`],
    ['its own id as a former one', KINDS, `${KINDS}, "formerly": ["oh-register"]`],
    ['a former id twice', KINDS, `${KINDS}, "formerly": ["oh-old", "oh-old"]`],
    ['an unknown group', '"group": "OH"', '"group": "HO"'],
    ['the name of a group for its key', '"group": "OH"', '"group": "Ohio"'],
    ['an unknown kind', '["register"]', '["regsiter"]'],
    ['a kind twice', '["register"]', '["register", "register"]'],
  ],
  addresses: [
    ['no URL', URL, '"exmple"'],
    ['http', URL, '"http://olvr.ohiosos.gov/"'],
    ['another protocol', URL, '"ftp://olvr.ohiosos.gov/"'],
    ['no slashes', URL, '"https:olvr.ohiosos.gov"'],
    ['a user name', URL, '"https://me@olvr.ohiosos.gov/"'],
    ['an empty user name', URL, '"https://@olvr.ohiosos.gov/"'],
    ['a port', URL, '"https://olvr.ohiosos.gov:8443/"'],
    ['IPv4', URL, '"https://192.0.2.7/"'],
    ['IPv6', URL, '"https://[2001:db8::1]/"'],
    ['a decimal IPv4', URL, '"https://3221225991/"'],
    ['a hexadecimal IPv4', URL, '"https://0xc0.2.0x7/"'],
    ['an octal IPv4', URL, '"https://0300.0.02.07/"'],
    ['one label', URL, '"https://intranet/"'],
    ['localhost', URL, '"https://app.localhost/"'],
    ['a printer at home', URL, '"https://printer.local/"'],
    ['a reserved name', URL, '"https://votes.home.arpa/"'],
    ['a dot at the end', URL, '"https://olvr.ohiosos.gov./"'],
    ['an unknown top-level domain', URL, '"https://olvr.ohiosos.gvo/"'],
    ['a public suffix', URL, '"https://co.us/"'],
    ['letters that look alike', URL, '"https://оlvr.ohiosos.gov/"'],
    ['a coded letter in the host', URL, '"https://%6Flvr.ohiosos.gov/"'],
    ['a space', URL, '"https://olvr.ohiosos.gov/a b"'],
    ['a backslash', URL, '"https:\\\\\\\\olvr.ohiosos.gov/"'],
    ['a page twice', '"https://voterlookup.ohiosos.gov/track"', '"https://OLVR.ohiosos.gov:443"'],
    ['a canary on this machine', '"https://www.example.com/"', '"https://127.0.0.1/"'],
  ],
  'patterns and other expectations': [
    ['an invalid expression', KINDS, `${KINDS}, "expect": { "text": "/(vote/" }`],
    ['flags', KINDS, `${KINDS}, "expect": { "text": ["vote", "/vote/gi"] }`],
    ['no closing slash', KINDS, `${KINDS}, "expect": { "absent": "/vote" }`],
    ['exponential', KINDS, `${KINDS}, "expect": { "text": { "any": ["/(a+)+$/"] } }`],
    ['quadratic', KINDS, `${KINDS}, "expect": { "title": "/.*vote.*/i" }`],
    ['too many ways', KINDS, `${KINDS}, "expect": { "title": "/(?:a|a){40}b/" }`],
    ['look-ahead', KINDS, `${KINDS}, "expect": { "form": { "field": "/^(?!no)/" } }`],
    ['a wrong expression in defaults', '"kinds": {', '"defaults": { "absent": ["/[/"] },\n  "kinds": {'],
    [
      'a wrong expression in a kind',
      '{ "name": "Register to vote" }',
      '{ "name": "Register to vote", "expect": { "text": "//" } }',
    ],
    ['a wrong expression of a canary', '"Example Domain"', '"/*/"'],
    ['a misspelt part', KINDS, `${KINDS}, "expect": { "text": { "al": ["vote"] } }`],
    ['a wrong type', KINDS, `${KINDS}, "expect": { "text": 7 }`],
    ['a wrong entry', KINDS, `${KINDS}, "expect": { "text": ["vote", 7] }`],
    ['a misspelt form', KINDS, `${KINDS}, "expect": { "form": [{ "feild": "Last name" }] }`],
    [
      'two forms in one',
      KINDS,
      `${KINDS}, "expect": { "form": { "field": "Last name", "button": "Search" } }`,
    ],
    ['a bracket that does not close', KINDS, `${KINDS}, "expect": { "selector": "input[name=zip" }`],
    ['a bracket that closes nothing', KINDS, `${KINDS}, "expect": { "selector": "#a)" }`],
    ['a quote that does not close', KINDS, `${KINDS}, "expect": { "waitFor": "[name='zip]" }`],
    ['another selector language', KINDS, `${KINDS}, "expect": { "selector": ["#a", "//form"] }`],
    ['an address for a host', KINDS, `${KINDS}, "expect": { "host": "https://vote.ohio.gov" }`],
    ['a whole suffix', KINDS, `${KINDS}, "expect": { "host": "*.gov" }`],
    ['no media type', KINDS, `${KINDS}, "expect": { "contentType": "PDF" }`],
    ['slow only after the timeout', KINDS, `${KINDS}, "expect": { "slowAfter": "60s", "timeout": "45s" }`],
    ['a status that is none', KINDS, `${KINDS}, "expect": { "status": [200, 2000] }`],
  ],
  times: [
    ['an unknown time zone', '"America/New_York"', '"America/New York"'],
    ['an offset for a time zone', KINDS, `${KINDS}, "timeZone": "-05:00"`],
    [
      'hours that end before they begin',
      KINDS,
      `${KINDS}, "hours": [{ "days": ["mon"], "open": "22:00", "close": "06:00", "source": "https://a.gov/" }]`,
    ],
    [
      'a time of day that is none',
      KINDS,
      `${KINDS}, "hours": [{ "days": ["mon"], "open": "6am", "close": "22:00", "source": "https://a.gov/" }]`,
    ],
    [
      'a closure without length',
      KINDS,
      `${KINDS}, "closures": [{ "from": "2026-11-04", "to": "2026-11-03", "reason": "x", "source": "https://a.gov/" }]`,
    ],
    [
      'a day that is none',
      KINDS,
      `${KINDS}, "closures": [{ "from": "2026-02-30", "to": "2026-03-04", "reason": "x", "source": "https://a.gov/" }]`,
    ],
    [
      'local and UTC',
      KINDS,
      `${KINDS}, "closures": [{ "from": "2026-02-20T10:00", "to": "2026-03-04T10:00Z", "reason": "x", "source": "https://a.gov/" }]`,
    ],
  ],
};

it('finds nothing wrong with a sound file', () => {
  expect(findFaults(BASE, 'sites.json')).toEqual([]);
});

it.each(Object.values(CASES).flat())('refuses %s, in one line', (_what, from, to) => {
  expect(BASE).toContain(from);
  const text = BASE.replace(from, () => to);
  expect(findFaults(text, 'sites.json')).toHaveLength(1);
});

it('says of each fault where it is, what was expected, what was received and what was meant', async () => {
  const printed = Object.entries(CASES).map(([part, cases]) => {
    const lines = cases.flatMap(([what, from, to]) => [
      `- ${what}`,
      ...findFaults(
        BASE.replace(from, () => to),
        'sites.json',
      ).map(printFault),
    ]);
    return `${part}\n${lines.join('\n')}\n`;
  });
  await expect(printed.join('\n')).toMatchFileSnapshot('__snapshots__/faults.txt');
});

it('lists all faults in the order of their places', () => {
  const text = BASE.replace('"15m"', '"15"')
    .replace(URL, '"exmple"')
    .replace('"track-ballot"]', '"trak-ballot"]');
  expect(findFaults(text, 'sites.json').map(({ line, at }) => `${line} ${at}`)).toEqual([
    '3 interval',
    '14 sites[0].url',
    '23 sites[1].kinds[0]',
  ]);
});

it('goes on after a comment or a comma too many', () => {
  const text = BASE.replace('"15m",', '"15",  // a quarter').replace('["register"]', '["regster",]');
  expect(findFaults(text, 'sites.json').map(({ line, at }) => `${line} ${at}`)).toEqual([
    '3 interval',
    '3 ',
    '16 sites[0].kinds[0]',
    '16 ',
  ]);
});

it('tells pages apart by query and fragment, not by host case, default port or empty path', () => {
  const second = '"https://voterlookup.ohiosos.gov/track"';
  const of = (url: string) => findFaults(BASE.replace(second, `"${url}"`), 'sites.json').length;
  expect(
    ['https://olvr.ohiosos.gov/?a', 'https://olvr.ohiosos.gov/#a', 'https://olvr.ohiosos.gov/a'].map(of),
  ).toEqual([0, 0, 0]);
  expect(['https://olvr.ohiosos.gov', 'HTTPS://OLVR.OhioSOS.gov:443/'].map(of)).toEqual([1, 1]);
});

it('takes two ids of one site, now and formerly, for its own only when no other site has them', () => {
  const text = BASE.replace('["register"]', '["register"], "formerly": ["oh-old"]').replace(
    '["track-ballot"]\n',
    '["track-ballot"], "formerly": ["oh-old"]\n',
  );
  expect(findFaults(text, 'sites.json').map(({ at, message, sites }) => ({ at, message, sites }))).toEqual([
    {
      at: 'sites[1].formerly[0]',
      message:
        'expected an earlier id of this site alone, received "oh-old", which is an earlier id of sites[0]',
      sites: [1, 0],
    },
  ]);
});

it.each([
  'http://localhost:8080/',
  'http://shop.localhost:8080/a',
  'https://127.0.0.1:4443/',
  'http://[::1]:3000/',
  'http://gone.invalid/',
])('allows %s only where loopback is allowed', (url) => {
  const text = BASE.replace(URL, JSON.stringify(url));
  expect(findFaults(text, 'sites.json')).toHaveLength(1);
  expect(findFaults(text, 'sites.json', { allowLoopback: true })).toEqual([]);
});

it.each(['http://olvr.ohiosos.gov/', 'https://10.0.0.1/', 'https://printer.local/', 'https://me@localhost/'])(
  'refuses %s even where loopback is allowed',
  (url) => {
    const text = BASE.replace(URL, JSON.stringify(url));
    expect(findFaults(text, 'sites.json', { allowLoopback: true })).toHaveLength(1);
  },
);

it('counts lines by every line end and columns by UTF-16 units', () => {
  const text = BASE.replaceAll('\n', '\r\n').replace('"name": "Ohio"', '"name": "Ohio 🗳", "x": 1');
  expect(findFaults(text, 'sites.json')).toMatchObject([{ line: 9, column: 42, at: 'groups.OH.x' }]);
});

it('keeps hostile text on its line and visible', () => {
  const hostile = 'a\\n::error::b\\u001b[31m\\u202egnp.exe\\u2028\\ud800';
  const text = BASE.replace('"group": "OH"', `"group": "${hostile}", "${hostile}": 1`);
  const printed = findFaults(text, 'evil\n::warning::.json').map(printFault);
  expect(printed).not.toEqual([]);
  for (const line of printed) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  expect(printed[0]).toMatch(/^evil\\u000a::warning::\.json:15:16 sites\[0\]\.group: /);
});

it('leaves a pattern of a megabyte to the schema', () => {
  const pattern = `/${'('.repeat(500_000)}${')'.repeat(500_000)}+/`;
  const text = BASE.replace(KINDS, () => `${KINDS}, "expect": { "text": "${pattern}" }`);
  expect(findFaults(text, 'sites.json').map(({ at, message }) => [at, message.slice(0, 46)])).toEqual([
    ['sites[0].expect.text', 'expected text of at most 300 characters, recei'],
  ]);
});

it('finds each of a thousand faults in a thousand sites, and only those', () => {
  const file = JSON.parse(BASE);
  file.sites = Array.from({ length: 1_000 }, (_, index) => ({
    ...file.sites[0],
    id: `site-${index}`,
    url: `https://olvr.ohiosos.gov/${index}`,
    group: 'HO',
  }));
  const faults = findFaults(JSON.stringify(file, null, 1), 'sites.json');
  expect(faults.map(({ at }) => at)).toEqual(
    file.sites.map((_: unknown, index: number) => `sites[${index}].group`),
  );
});
