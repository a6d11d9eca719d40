import { SIMULATED } from './pages.ts';

/** Path below which a challenge's scripts stand, as on the real ones. */
export const CHALLENGE_PATH = '/cdn-cgi/challenge-platform/';
/** Cookie that says the challenge was solved. */
export const CLEARANCE_COOKIE = 'sim_clearance';

const FOOT = `<p style="color:#767676;font-size:12px;margin-top:48px">${SIMULATED}</p>`;

/**
 * A challenge with the marks of Cloudflare's (title, `_cf_chl_opt`, script path, ids).
 * `solvesAfterMs`: when its script sets the clearance cookie and loads the page again; null: never.
 */
export function cloudflareChallenge(host: string, solvesAfterMs: number | null): string {
  const solve =
    solvesAfterMs === null
      ? ''
      : `setTimeout(()=>{document.cookie='${CLEARANCE_COOKIE}=1; path=/';location.reload()},${solvesAfterMs});`;
  return `<!doctype html>
<html lang="en-US">
<head><meta charset="utf-8"><title>Just a moment...</title><link rel="icon" href="data:,">
<style>body{margin:0;font:18px/1.5 system-ui,sans-serif;color:#313131}main{max-width:60rem;margin:8rem auto;padding:0 24px}h1{font-size:2.4rem;margin:0 0 20px}.box{width:300px;height:65px;border:1px solid #ddd;background:#fafafa;padding:18px;box-sizing:border-box}</style></head>
<body><main id="cf-challenge-running"><h1>${host}</h1><p>Making sure that a person is visiting. This takes a few seconds.</p>
<div id="turnstile-wrapper" class="box">Checking…</div>
<noscript><div id="challenge-error-text">Turn on JavaScript and cookies to go on</div></noscript>${FOOT}</main>
<script>window._cf_chl_opt={cType:'managed',cZone:'${host}',cRay:'8f00ba5eba11d0g'};${solve}</script>
<script src="${CHALLENGE_PATH}h/b/orchestrate/chl_page/v1"></script></body>
</html>
`;
}

/** Imperva's soft block: no page at all, but one frame whose address carries the incident, and a line of text. */
export function impervaBlock(incident: string): string {
  return `<html style="height:100%"><head><meta name="robots" content="noindex, nofollow"><link rel="icon" href="data:,"></head>
<body style="margin:0;height:100%"><iframe id="main-iframe" src="/_Incapsula_Resource?edet=12&amp;incident_id=${incident}&amp;cts=sim" frameborder="0" width="100%" height="60%">Request unsuccessful. Incapsula incident ID: ${incident}</iframe>${FOOT}</body></html>
`;
}

/** What stands inside Imperva's frame. */
export function impervaFrame(incident: string): string {
  return `<!doctype html><html><head><title></title></head><body style="font:16px sans-serif;text-align:center;padding-top:80px">
<p>Request unsuccessful. Incapsula incident ID: ${incident}</p></body></html>
`;
}

/** Akamai's refusal, whose words and dots come as entities. */
export function akamaiDenied(url: string, reference: string): string {
  return `<html><head><title>Access Denied</title><link rel="icon" href="data:,"></head><body>
<h1>Access Denied</h1>
You don't have permission to access "${entities(url)}" on this server.<p>
Reference&#32;&#35;${entities(reference)}
</p><p>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;${entities(reference)}</p>${FOOT}
</body></html>
`;
}

/** F5's rejection: status 200, and nothing but a number to tell the administrator. */
export function f5Rejected(supportId: string): string {
  return `<html><head><title>Request Rejected</title><link rel="icon" href="data:,"></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: ${supportId}<br><br><a href="javascript:history.back();">[Go Back]</a>${FOOT}</body></html>
`;
}

/** Everything but letters and digits as numbered entities. */
function entities(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
