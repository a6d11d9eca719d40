/** What a visitor of the snapshots branch reads first. */
export const BRANCH_README = `# Snapshots

Puptime loads the web pages that voters depend on in a real browser. This branch keeps what it saw: pictures, page sources, and for
each visit the *evidence* (JSON), which names the pictures and sources that belong to it. Nothing here is written by hand.

| where | what |
|---|---|
| \`ab/abcdef….json\` | evidence of one visit: address, answer, headers, certificate, timings, and the SHA-256 of its snapshots |
| \`ab/abcdef….webp\` | a picture of the page |
| \`ab/abcdef….txt\` | page source or visible text |
| \`ab/abcdef….bin\` | a document or another answer, as it came |
| \`added/2026-11.txt\` | one line a snapshot: the day it came here, its SHA-256, its size in bytes |

A file's name is the SHA-256 of its bytes, so a copy can be checked against the record on the data branch: \`sha256sum FILE\`.

**Page sources are text**, whatever they were: opened here they show their source, never a page that could be taken for the office's
own. Documents may hold anything their page served: open them with care.

**Link by branch and path, never by commit.** To stay small enough for a free repository, this branch is begun anew in one commit from
time to time. What the record, an incident or a correction refers to is kept; other snapshots go when they are too old or when there
is no room. The record then still says that they were there, and what their SHA-256 was.
`;
