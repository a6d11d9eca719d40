/** Words of the page on how to be told. */
export const SUBSCRIBE = {
  title: 'Be told of outages',
  intro:
    'You hear of an outage once when it is confirmed and once when it ends. Nothing here needs an account with us; we do not learn who you are.',

  feeds: 'Feeds',
  feedsText:
    'For any feed reader, and for programs that take feeds (Atom). An item appears when a page is confirmed to be down or blocked to our monitor, and when that ends.',
  allFeed: 'All pages',
  stateFeeds: 'By state',
  pageFeeds:
    'Each page has a feed of its own: open the page and follow its feed, or write its id into the address:',

  email: 'E-mail, by GitHub',
  emailSteps: [
    'Sign in to GitHub and open the repository of this monitor.',
    'Choose Watch, then Custom, then Issues.',
    'GitHub now sends you an e-mail when an issue for an outage is opened, commented or closed.',
    'For one outage only: open its issue and choose Subscribe.',
  ],
  repository: 'The repository',
  issues: 'Issues of outages',
  noRepository: 'This copy of the site does not know its repository.',
  emailOther: 'Without GitHub: a feed reader that sends e-mail does the same with any feed above.',

  chat: 'Slack, Teams and other rooms',
  chatWays: (feed: string, repository: string) => [
    {
      where: 'Slack, by a feed',
      note: 'With Slack’s app “RSS”. For one state or page, take its feed:',
      command: `/feed subscribe ${feed}`,
    },
    {
      where: 'Slack, by GitHub',
      note: 'With GitHub’s app: every issue of an outage, and its updates:',
      command: `/github subscribe ${repository} issues`,
    },
    {
      where: 'Microsoft Teams',
      note: 'In Workflows, take “When a feed item is published”, give it the address of a feed, and post the item in a channel:',
      command: feed,
    },
    {
      where: 'Matrix, Discord and others',
      note: 'Most have a bot that takes the address of a feed:',
      command: feed,
    },
  ],

  badges: 'Badges',
  badgesText:
    'For a README or a web page: the newest status in one small picture. It is made anew with every run; whoever shows it may keep an older one for some minutes.',
  badgeOf: (name: string) => `Status of ${name}`,
  badgeMarkdown: 'Markdown:',
  badgeHtml: 'HTML:',
  badgeOthers: 'Other pages and states: put their id into the address.',
  badgeShields: 'In another style, by shields.io, which then reads the status from here:',
  unknownAddress:
    'This copy of the site does not know its own address: put it before those that begin with a slash.',
} as const;
