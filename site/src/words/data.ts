/** Words of the page about the data. */
export const DATA = {
  title: 'The data',
  intro:
    'Everything on this site can be had as files: for a program, a spreadsheet or an article. There are no keys and no limits, and nothing to ask for.',
  freshness:
    'The files are made anew after every run. Each says its version and, as generatedAt, the end of the newest run; status.json says until when it may be taken for the present (staleAt). All times are UTC.',

  api: 'Files in JSON',
  apiNote:
    'Within version 1 fields may be added; none goes away or changes its meaning. A machine-readable description:',
  addresses: 'The addresses below begin with:',
  openApi: 'openapi.json (OpenAPI 3.1)',
  tables: 'Tables in CSV',
  tablesNote:
    'UTF-8, with a line of headings. A text that a spreadsheet would take for a formula begins with an apostrophe.',
  example: 'Example:',
  noExample: 'No such file yet.',
  fields: 'What the fields mean',
  fieldsNote: 'By the name of the schema in the description above.',
  listOf: (type: string) => `list of ${type}`,
  orNull: (type: string) => `${type} or null`,

  licence: 'Licence',
  licenceText: [
    'The figures and texts of the monitor stand under the MIT licence, like the program: use them for anything, and say where they come from. Each incident and each piece of evidence has a permanent address to cite.',
    'Pictures and sources of the monitored pages are copies, kept as evidence of what was seen. They belong to whoever published the pages.',
  ],

  record: 'The record itself',
  recordText: [
    'The files above are made from the record: one file for each run, on the branch “data” of the repository, chained by SHA-256 so that a later change shows. The record goes back to the first run; it can be copied and checked without trusting this site.',
  ],
  recordSteps: {
    clone: 'Copy the record, with all of its history:',
    verify: 'Check it with the program, offline:',
    snapshots: 'Copy the pictures and page sources, too, and check that they are the ones recorded:',
  },
  noRepository:
    'This copy of the site does not know its repository; OWNER and NAME stand for it in the commands.',
  schemas: 'JSON Schemas of the record’s files',
} as const;
