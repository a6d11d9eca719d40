import { overloadedPage } from './error-pages.ts';
import { type Behaviour, pause, redirect, send, sendHtml } from './exchange.ts';
import { helpPage, SIMULATED, servicePage, tallList } from './pages.ts';
import { buildPdf } from './pdf.ts';

/** How long the slow site takes, in milliseconds. */
const SLOW_MS = 7_000;

/** Behaviours of sites that work, plainly or in ways that mislead a careless monitor. */
export const ODD = {
  fine: (exchange) => sendHtml(exchange, servicePage(exchange.subject)),

  slow: async (exchange) => {
    if (await pause(exchange, SLOW_MS)) sendHtml(exchange, servicePage(exchange.subject));
  },

  pdf: (exchange) => {
    const { name } = exchange.subject.state;
    const form = buildPdf({
      title: `${name}: ask for a mail ballot`,
      lines: ['Fill in this form, sign it, and send it to your county office.', SIMULATED],
      fields: ['Full name', 'Address at which you are registered', 'Date of birth', 'Signature and date'],
    });
    send(exchange, 200, 'application/pdf', form, { 'content-disposition': 'inline; filename="form.pdf"' });
  },

  /** The whole page, with a status that says otherwise. */
  'full-500': (exchange) => sendHtml(exchange, servicePage(exchange.subject), 500),

  'long-help': (exchange) => sendHtml(exchange, helpPage(exchange.subject.state)),

  /** Moved to another name, where everything works. */
  'redirect-moved': (exchange) => {
    const [newHome] = exchange.aliases;
    if (newHome && exchange.url.host !== newHome.host) redirect(exchange, newHome);
    else sendHtml(exchange, servicePage(exchange.subject));
  },

  'dialogs-and-popups': (exchange) =>
    sendHtml(
      exchange,
      exchange.url.pathname === '/survey'
        ? `<!doctype html><title>Survey</title><p>Tell us what you think. ${SIMULATED}</p>`
        : servicePage(exchange.subject, {
            more: `<script>addEventListener('beforeunload',(event)=>{event.preventDefault();event.returnValue='Leave?'});
open('/survey');open('/survey','second','width=300,height=200');
alert('This site uses cookies.');confirm('Would you take part in a survey?')</script>`,
          }),
    ),

  /** Taller than any picture may be. */
  'endless-page': (exchange) => sendHtml(exchange, servicePage(exchange.subject, { more: tallList(60_000) })),

  /** Never answers for one picture; all the rest is there at once. */
  'hanging-image': (exchange) => {
    if (exchange.url.pathname === '/county-map.png') return;
    const more = '<p><img src="/county-map.png" width="240" height="160" alt="Map of the counties"></p>';
    sendHtml(exchange, servicePage(exchange.subject, { more }));
  },

  /** Reaches for addresses of the network in which the monitor runs. */
  'private-requests': (exchange) =>
    sendHtml(
      exchange,
      servicePage(exchange.subject, {
        more: `<img src="http://169.254.169.254/latest/meta-data/" alt=""><img src="http://10.0.0.1/" alt="">
<script>fetch('http://169.254.169.254/latest/user-data').catch(()=>{})</script>`,
      }),
    ),

  /** Works for everybody but the first to ask. */
  'first-fails': (exchange) => {
    const { subject } = exchange;
    if (exchange.earlier === 0) sendHtml(exchange, overloadedPage(subject.state), 503);
    else sendHtml(exchange, servicePage(subject));
  },
} as const satisfies Record<string, Behaviour>;
