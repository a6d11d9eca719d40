import { emblemOf, lookOf } from './looks.ts';
import type { State } from './states.ts';
import { stylesheet } from './stylesheet.ts';
import { type ServiceKind, VOTER_SERVICES, type VoterService } from './voter-services.ts';

/** Stands at the foot of every page: nobody may take one for a real office. */
export const SIMULATED = 'Simulated page for trying out Puptime. No election office stands behind it.';

/** What a page is about. */
export interface Subject {
  state: State;
  /** Null for pages that are no lookup, such as a document. */
  service: ServiceKind | null;
}

/** Parts of a page that differ; all of it HTML of our own. */
export interface PageParts {
  title: string;
  main: string;
  /** More of the head: styles, scripts. */
  head?: string;
}

/** A whole page in the state's look. */
export function statePage(state: State, parts: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${parts.title} | ${state.name} Voter Services</title>
<link rel="icon" href="data:,"><style>${stylesheet(lookOf(state))}</style>${parts.head ?? ''}
</head>
<body>
<header class="top"><div class="wrap">${emblemOf(state)}<b>${state.name}<br>Voter Services</b>
<nav aria-label="Services"><a href="#">Registration</a><a href="#">Ballots</a><a href="#">Dates</a><a href="#">Español</a></nav></div></header>
<main class="wrap">
${parts.main}
</main>
<footer><div class="wrap">${SIMULATED}</div></footer>
</body>
</html>
`;
}

/** What a service page may have beside its form. */
export interface ServiceExtras {
  /** The form cannot be used. */
  disabled?: boolean;
  /** HTML above the form. */
  notice?: string;
  /** HTML below everything. */
  more?: string;
}

/** A page with a form, as voters come for: heading, lead, labelled fields, button, answers. */
export function servicePage(subject: Subject, extras: ServiceExtras = {}): string {
  const service: VoterService = VOTER_SERVICES[subject.service ?? 'check-registration'];
  const fields = service.fields.map(
    ({ label, hint }, index) =>
      `<div><label for="field-${index}">${label}</label><input id="field-${index}" aria-describedby="hint-${index}"><small id="hint-${index}">${hint}</small></div>`,
  );
  const answers = service.answers.map(
    ([question, answer]) => `<div><h2>${question}</h2><p>${answer}</p></div>`,
  );
  return statePage(subject.state, {
    title: service.title,
    main: `<h1>${service.title}</h1>
<p class="lead">${service.lead}</p>
${extras.notice ?? ''}
<form class="card"><fieldset${extras.disabled ? ' disabled' : ''}>${fields.join('')}<button type="submit">${service.button}</button></fieldset></form>
<section class="answers">${answers.join('')}</section>
${extras.more ?? ''}`,
  });
}

/** A page whose content never comes: the frame, a turning ring, and a script that waits for an answer nobody gives. */
export function spinnerPage(state: State): string {
  return statePage(state, {
    title: 'Loading',
    head: '<style>.ring{width:56px;height:56px;margin:80px auto;border:6px solid #ccd2d8;border-top-color:var(--accent);border-radius:50%;animation:turn 1s linear infinite}@keyframes turn{to{transform:rotate(1turn)}}</style>',
    main: '<div class="ring" role="progressbar" aria-label="Loading"></div><div id="app"></div>',
  });
}

/** Rows of 40 px, so that the list is `height` px tall. */
export function tallList(height: number): string {
  const rows = Array.from(
    { length: Math.ceil(height / 40) },
    (_, index) => `<li>Precinct ${String(index + 1).padStart(4, '0')}, district ${1 + (index % 17)}</li>`,
  );
  return `<h2>All precincts</h2><ol style="list-style:none;margin:0;padding:0;line-height:40px">${rows.join('')}</ol>`;
}

/** A long, useful page full of the words that block and error pages use. */
export function helpPage(state: State): string {
  const parts = HELP.map(
    ([heading, ...paragraphs]) => `<h2>${heading}</h2>${paragraphs.map((text) => `<p>${text}</p>`).join('')}`,
  );
  return statePage(state, {
    title: 'Help with registering to vote',
    main: `<div class="prose"><h1>Help with registering to vote</h1><p class="lead">Answers to what voters ask us most, from a blocked pop-up to an error in your address.</p>${parts.join('')}</div>`,
  });
}

const HELP: readonly (readonly [heading: string, ...paragraphs: string[]])[] = [
  [
    'The form says that there is an error',
    'An error beside a field tells you what to change. Most often the date of birth was typed with the day first, or the name differs from the one on your card. An “error 404” means that an old bookmark was used: begin again from the front page.',
    'If the page says “currently unavailable”, someone is at work on it. Your entries are kept for thirty minutes, so wait a little and press the button again.',
  ],
  [
    'My pop-up was blocked',
    'Your receipt opens in a window of its own. Many browsers keep such windows from opening and show a small sign that one was blocked. Choose to allow it for this page, or have the receipt mailed to you.',
    'At work or at a library the network itself may stop you, and then you may read “access denied” or “this page has been blocked”. That message comes from the network there and not from us. Try again on your phone.',
  ],
  [
    'The captcha will not let me through',
    'Before a search we may ask you to solve a captcha, so that a program cannot copy the list of voters. If you cannot see the pictures, choose the spoken one. Three wrong answers pause the search for a minute; you are not locked out, and your registration is not touched.',
    'We never ask you to prove who you are by a captcha alone, and no captcha stands between you and the printed form.',
  ],
  [
    'When is maintenance?',
    'Scheduled maintenance is on the second Sunday of a month from 2 to 4 in the morning, and never in the six weeks before an election. The page then says that it is down for maintenance, and tells you when it will be back.',
    'Deadlines do not move because of maintenance. A form that you mail counts by its postmark, and you can hand one in at your county office on every working day.',
  ],
  [
    'My request was rejected',
    'A registration is rejected when it was signed by somebody else, or when it came after the deadline. We write to you with the reason and with what to do. You may also ask for a hearing, which is short and free of charge.',
    'If nothing came from us within two weeks, look up your record first: the letter may have gone to an earlier address.',
  ],
];
