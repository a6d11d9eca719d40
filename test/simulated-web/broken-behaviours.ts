import {
  aspNetErrorPage,
  notFoundPage,
  overloadedPage,
  parkedPage,
  staffOnlyPage,
  unavailablePage,
} from './error-pages.ts';
import { type Behaviour, type Exchange, redirect, send, sendHtml } from './exchange.ts';
import { servicePage, spinnerPage } from './pages.ts';

/** Behaviours of sites that do not work for anyone. */
export const BROKEN = {
  'unavailable-200': (exchange) => sendHtml(exchange, unavailablePage(exchange.subject.state)),

  'unavailable-503': (exchange) =>
    sendHtml(exchange, overloadedPage(exchange.subject.state), 503, { 'retry-after': '120' }),

  'iis-error': (exchange) =>
    sendHtml(exchange, aspNetErrorPage(), 500, { server: 'Microsoft-IIS/10.0', 'x-powered-by': 'ASP.NET' }),

  'not-found': (exchange) => sendHtml(exchange, notFoundPage(exchange.subject.state), 404),

  'auth-prompt': (exchange) =>
    sendHtml(exchange, staffOnlyPage(exchange.subject.state), 401, {
      'www-authenticate': 'Basic realm="Staff"',
    }),

  /** RST after the request: the connection was there, the answer never will be. */
  reset: ({ request }) => {
    request.socket.resetAndDestroy();
  },

  /** The connection ends in good order, without one byte. */
  'empty-answer': ({ request }) => {
    request.socket.end();
  },

  /** Takes the request and says nothing more. */
  hang: () => {},

  'redirect-loop': (exchange) =>
    redirect(exchange, exchange.url.pathname === '/welcome' ? '/session' : '/welcome'),

  /** The name was sold: visitors end at somebody else's advertising. */
  'redirect-parked': (exchange) => {
    const [parked] = exchange.aliases;
    if (parked && exchange.url.host !== parked.host) redirect(exchange, parked);
    else sendHtml(exchange, parkedPage(exchange.url.hostname));
  },

  'empty-document': (exchange) => sendHtml(exchange, '<html><head></head><body></body></html>'),

  spinner: (exchange) => sendHtml(exchange, spinnerPage(exchange.subject.state)),

  'form-disabled': (exchange) =>
    sendHtml(
      exchange,
      servicePage(exchange.subject, {
        disabled: true,
        notice: '<p class="note">Searching is switched off while records are updated.</p>',
      }),
    ),

  download: (exchange) =>
    send(exchange, 200, 'application/zip', EMPTY_ZIP, {
      'content-disposition': 'attachment; filename="voter-forms.zip"',
    }),

  'huge-body': (exchange) => pour(exchange),
} as const satisfies Record<string, Behaviour>;

/** A ZIP archive without entries: the end-of-directory record alone. */
const EMPTY_ZIP = Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`, 'latin1');

/** A page that never ends, as fast as the visitor takes it. Comments, so that it costs the browser little to read. */
function pour({ response }: Exchange): void {
  const block = `<!-- ${'more of the same '.repeat(4_096)} -->\n`;
  const more = () => {
    while (response.write(block)) {
      // Until the connection is full; 'drain' goes on.
    }
  };
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.write('<!doctype html><title>Check your registration</title><h1>Check your registration</h1>');
  response.on('drain', more);
  more();
}
