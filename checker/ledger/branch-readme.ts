/** What a visitor of the data branch reads first. */
export const BRANCH_README = `# The record

Puptime loads the web pages that voters depend on in a real browser and writes down here what it saw. Nothing on this branch is
written by hand.

| where | what |
|---|---|
| \`runs/2026/11/23/140700-….json\` | what one run saw of each page; never rewritten |
| \`chain/2026-11.ndjson\` | one line a run, in the order in which they were recorded: the run's file, its SHA-256, and the SHA-256 of the line before |
| \`state.json\` | each page's newest status, its suspicion or incident, its availability |
| \`days/2026-11-23.json\` | each page's day: seconds in each status, checks, load times |
| \`incidents/2026.json\` | outages and blocks that began in that year |
| \`annotations.json\` | corrections by the maintainers that the figures take into account |
| \`issues.json\` | which GitHub issue tells of which incident, and what maintainers wrote there |
| \`quarantine/\` | files that stood among the runs and could not be read |

\`state.json\`, \`days/\` and \`incidents/\` follow from \`runs/\` and \`annotations.json\`: \`puptime rebuild\` derives them again, byte for byte,
and \`puptime verify --data <a clone of this branch>\` tells, without a network, whether all of it holds together. All times are UTC.

A status holds from a check until the next one, and no longer than the run's settings say; beyond that the time is *unknown*: it
counts neither as up nor as down. *Blocked* means that a page turned the monitor away; it is no outage.
`;
