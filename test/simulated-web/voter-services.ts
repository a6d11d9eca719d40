/** What a voter does on a page: the words and the form of every simulated page of that kind. */
export interface VoterService {
  /** Heading of the page, and its name in `kinds`. */
  title: string;
  lead: string;
  fields: readonly { label: string; hint: string }[];
  button: string;
  /** Questions and answers below the form. */
  answers: readonly (readonly [question: string, answer: string])[];
}

/** Simulated voter services by kind. */
export const VOTER_SERVICES = {
  register: {
    title: 'Register to vote',
    lead: 'Start a new registration, or bring your name and address up to date. It takes about five minutes.',
    fields: [
      { label: 'State ID number', hint: 'Driver license or state ID card' },
      { label: 'Date of birth', hint: 'MM/DD/YYYY' },
      { label: 'Email', hint: 'We send your receipt here' },
    ],
    button: 'Start my registration',
    answers: [
      [
        'Who can register?',
        'Citizens who live in the state and will be 18 years old on or before Election Day.',
      ],
      ['What do I need?', 'Your state ID number, or the last four digits of your Social Security number.'],
      ['I moved. What now?', 'Register again with the new address; the old entry is closed for you.'],
    ],
  },
  'check-registration': {
    title: 'Check your registration',
    lead: 'Find out whether you are registered, at which address, and in which precinct you vote.',
    fields: [
      { label: 'First name', hint: 'As on your registration' },
      { label: 'Last name', hint: 'As on your registration' },
      { label: 'Date of birth', hint: 'MM/DD/YYYY' },
    ],
    button: 'Look up my record',
    answers: [
      ['My record does not appear', 'Try the name on your ID, or call your county office on weekdays.'],
      ['Is this private?', 'Your date of birth is used for the search and is not stored.'],
      ['Something is out of date', 'Use the registration page to change your name, address or party.'],
    ],
  },
  'track-ballot': {
    title: 'Track your ballot',
    lead: 'See when your mail ballot was sent to you, when it came back, and when it was counted.',
    fields: [
      { label: 'Last name', hint: 'As on your registration' },
      { label: 'Date of birth', hint: 'MM/DD/YYYY' },
      { label: 'ZIP code', hint: 'Where your ballot is mailed' },
    ],
    button: 'Find my ballot',
    answers: [
      ['How soon does it show?', 'A returned ballot shows within two working days of reaching the office.'],
      ['What is “accepted”?', 'Your signature was checked and your ballot will be counted.'],
      ['My ballot never came', 'Ask your county office for a replacement, or vote in person.'],
    ],
  },
  'polling-place': {
    title: 'Find your polling place',
    lead: 'Enter the address at which you are registered to see where to vote and how long it is open.',
    fields: [
      { label: 'Street address', hint: 'House number and street' },
      { label: 'City', hint: 'City or township' },
      { label: 'ZIP code', hint: 'Five digits' },
    ],
    button: 'Show my polling place',
    answers: [
      ['When are polls open?', 'From 7 in the morning to 8 at night; whoever is in line at 8 may vote.'],
      ['Can I vote early?', 'Each county has at least one early voting site in the ten days before.'],
      ['Is there parking for voters with disabilities?', 'Yes, at every site, beside a step-free entrance.'],
    ],
  },
} as const satisfies Record<string, VoterService>;

/** Kinds that have a simulated service. */
export type ServiceKind = keyof typeof VOTER_SERVICES;
