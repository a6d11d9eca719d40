/** What the set-up of a repository and the state of its monitor are told by, in the order in which they are told. */
export const SETUP_TOPICS = [
  'Repository',
  'Monitor',
  'GitHub Actions',
  'Workflow rights',
  'Workflows',
  'Status site',
  'Publishing',
  'Branches',
  'Protection',
  'Labels',
  'Issues',
  'AWS',
  'Newest run',
  'Clock',
  'Room',
  'Exits',
] as const;
export type SetupTopic = (typeof SETUP_TOPICS)[number];
