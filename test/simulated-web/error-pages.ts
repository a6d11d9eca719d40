import { SIMULATED, statePage } from './pages.ts';
import type { State } from './states.ts';

/** A friendly notice that the service does not work, in the state's look: what many offices send with status 200. */
export function unavailablePage(state: State): string {
  return statePage(state, {
    title: 'Currently unavailable',
    main: `<h1>This service is currently unavailable</h1>
<p class="lead">We are sorry. Please come back a little later.</p>`,
  });
}

/** An answer of status 503 from a server in front of the office. */
export function overloadedPage(state: State): string {
  return statePage(state, {
    title: 'Service unavailable',
    main: `<h1>Service unavailable</h1>
<p class="lead">Too many people are using this page right now. Try again in some minutes.</p>`,
  });
}

/** The state's own page for an address that leads nowhere. */
export function notFoundPage(state: State): string {
  return statePage(state, {
    title: 'Page not found',
    main: `<h1>Page not found</h1>
<p class="lead">There is nothing at this address (404). It may have moved with our new web site.</p>`,
  });
}

/** Shown behind a browser's question for user name and password. */
export function staffOnlyPage(state: State): string {
  return statePage(state, {
    title: 'Sign in needed',
    main: '<h1>Sign in needed</h1><p class="lead">This copy of the site is for staff who test it.</p>',
  });
}

/** The yellow-screen error of an ASP.NET application whose code threw: its structure, in our words. */
export function aspNetErrorPage(): string {
  return `<!doctype html>
<html>
<head><title>Runtime Error</title><link rel="icon" href="data:,">
<style>body{background:#fff;color:#000;font:.8em Verdana,"DejaVu Sans",sans-serif;margin:8px}h1{color:#b00;font-size:1.7em;font-weight:400}h2{color:#700;font-size:1.3em;font-style:italic;font-weight:400}pre{background:#ffc;padding:10px}</style></head>
<body>
<h1>Server Error in '/' Application.</h1><hr size="1">
<h2>Runtime Error</h2>
<p><b>Description: </b>Code of this application failed while it answered. How it failed is shown on the server alone.</p>
<p><b>Details:</b> Those who run it can show more by changing this setting:</p>
<pre>&lt;customErrors mode="Off"/&gt;</pre>
<p><small>${SIMULATED}</small></p>
</body>
</html>
`;
}

/** What a name that somebody else has bought shows: advertising, and an offer to sell. */
export function parkedPage(host: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${host} is for sale</title><link rel="icon" href="data:,">
<style>body{margin:0;background:#10243a;color:#e8eef5;font:18px/1.5 system-ui,sans-serif;text-align:center}main{max-width:640px;margin:12vh auto;padding:0 20px}a{display:block;margin:12px 0;padding:14px;border-radius:8px;background:#1d3c5e;color:#9fd0ff;text-decoration:none}</style></head>
<body><main><h1>${host}</h1><p>This domain is parked. Buy this domain and make it yours today.</p>
<a href="#">Cheap insurance</a><a href="#">Used cars near you</a><a href="#">Home loans</a>
<p><small>${SIMULATED}</small></p></main></body>
</html>
`;
}
