/** A page as a server sends it. */
export function aPage(parts: { title?: string; head?: string; body?: string }): string {
  const { title = '', head = '', body = '' } = parts;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`;
}

/** Sentences as election offices write them, with every word that block and error pages use. */
export const VOTER_PROSE = [
  'You can return your absentee ballot by mail, at a drop box or in person until the polls close.',
  'If your browser is blocked or shows an error, call the county clerk.',
  'A ballot may be rejected when the signature is missing; you will be told how to cure it.',
  'Access denied to a polling place? Voters may not be denied a provisional ballot.',
  'During scheduled maintenance on Sunday from 2 to 4 a.m. the lookup is temporarily unavailable.',
  'We use a captcha to tell people from robots; choose the audio version if you cannot see it.',
  'Page not found, error 404 and service unavailable messages should be reported to the help desk.',
  'Sorry, something went wrong is what you see when the date of birth does not match our records.',
  'Bring a photo ID, or sign the affidavit that you have a reasonable impediment.',
  'Early voting begins on the seventeenth day before the election and ends on the Friday before it.',
];

/** At least so many characters of ordinary prose, in paragraphs. */
export function prose(characters: number): string {
  let text = '';
  for (let index = 0; text.length < characters; index += 1) text += `<p>${VOTER_PROSE[index % 10]}</p>`;
  return text;
}

const chromeless = '<meta name="robots" content="noindex,nofollow">';

/** Vendor → a page of the shape that the vendor's block or challenge page has, in words of our own where words do not matter. */
export const BLOCKED_PAGES: Readonly<Record<string, { vendor: string; html: string }>> = {
  'a managed challenge': {
    vendor: 'cloudflare',
    html: aPage({
      title: 'Un instant…',
      head: `${chromeless}<meta http-equiv="refresh" content="390">`,
      body: '<div class="main-wrapper"><noscript><span id="challenge-error-text">Enable it</span></noscript></div><script>(function(){window._cf_chl_opt = {cvId: "3",cZone: "vote.example.gov"};})();</script>',
    }),
  },
  'an older challenge with a form': {
    vendor: 'cloudflare',
    html: aPage({
      title: 'Just a moment...',
      body: '<form id="challenge-form" action="/cdn-cgi/l/chk_jschl"><input type="hidden" id="jschl-answer"></form>',
    }),
  },
  'a refusal with code 1020': {
    vendor: 'cloudflare',
    html: aPage({
      title: 'Access denied',
      body: '<div id="cf-error-details"><h1><span class="cf-error-type">Error</span> <span class="cf-error-code">1020</span></h1><h2>Access denied</h2></div>',
    }),
  },
  'a sorry of its firewall': {
    vendor: 'cloudflare',
    html: aPage({
      title: 'Attention Required! | Cloudflare',
      body: '<div id="cf-wrapper"><h1>Sorry, you have been blocked</h1><h2>You cannot open vote.example.gov</h2></div>',
    }),
  },
  'a refusal as one line of text': { vendor: 'cloudflare', html: 'error code: 1010' },
  'a frame with an incident': {
    vendor: 'imperva',
    html: '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body><iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&amp;xinfo=1-2-0&amp;incident_id=77-88&amp;edet=15">Request unsuccessful. Incapsula incident ID: 77-88</iframe></body></html>',
  },
  'a script and nothing else': {
    vendor: 'imperva',
    html: `<html><head>${chromeless}<script src="/_Incapsula_Resource?SWJIYLWA=719d34"></script></head><body></body></html>`,
  },
  'an interruption': {
    vendor: 'imperva',
    html: aPage({
      title: 'Pardon Our Interruption',
      body: '<h1>Pardon Our Interruption</h1><p>Your browser looked odd to us.</p>',
    }),
  },
  'an incident of SecureSphere': {
    vendor: 'imperva',
    html: aPage({
      title: 'Error',
      body: "This page can't be displayed. Contact support for additional information. The incident ID is: N/A.",
    }),
  },
  'a denial with a reference': {
    vendor: 'akamai',
    html: aPage({
      title: 'Access Denied',
      body: '<h1>Access Denied</h1> You don&#39;t have permission to access "http&#58;&#47;&#47;vote&#46;example&#46;gov&#47;" on this server.<p>Reference&#32;&#35;18&#46;2d351ab8&#46;1557333295&#46;a4e16ab</p>',
    }),
  },
  'a friendly face with a reference': {
    vendor: 'akamai',
    html: aPage({
      title: 'Hold on',
      body: '<h1>Hold on</h1><p>We could not show you this. ID: 18.1a2b3c4d.1700000001.5e6f7a8</p>',
    }),
  },
  'a crypto challenge': { vendor: 'akamai', html: aPage({ body: '<div id="sec-if-cpt-container"></div>' }) },
  'a challenge script': {
    vendor: 'aws',
    html: aPage({
      head: '<script>window.awsWafCookieDomainList = [];window.gokuProps = {"key":"x"};</script><script src="https://a1.b2.us-east-1.token.awswaf.com/a1/challenge.js"></script>',
      body: '<div id="challenge-container"></div><noscript><h1>JavaScript is disabled</h1></noscript>',
    }),
  },
  'a request that could not be satisfied': {
    vendor: 'aws',
    html: aPage({
      title: 'ERROR: The request could not be satisfied',
      body: '<h1>403 ERROR</h1><h2>The request could not be satisfied.</h2>Request blocked. Too many or misconfigured.<pre>Generated by cloudfront (CloudFront) Request ID: x==</pre>',
    }),
  },
  'a rejection': {
    vendor: 'f5',
    html: '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1234567890<br></body></html>',
  },
  'an attack ID': {
    vendor: 'fortinet',
    html: aPage({
      title: 'Web Page Blocked!',
      body: '<h2>Web Page Blocked!</h2><p>URL: vote.example.gov</p><p>Attack ID: 20000008</p>',
    }),
  },
  'an event ID': {
    vendor: 'barracuda',
    html: aPage({
      title: 'Not this time',
      body: '<p>Write to the owner with the Event ID found at the bottom of this page.</p>',
    }),
  },
  'a firewall page': {
    vendor: 'sucuri',
    html: aPage({
      title: 'Sucuri WebSite Firewall - Access Denied',
      head: '<link rel="stylesheet" href="https://cdn.sucuri.net/sucuri-firewall-block.css">',
      body: '<h1>Access Denied</h1>',
    }),
  },
  'a captcha frame': {
    vendor: 'datadome',
    html: '<html><head><title>example.gov</title></head><body><p id="cmsg">One second</p><script>var dd={"rt":"c","host":"geo.captcha-delivery.com"}</script><script src="https://ct.captcha-delivery.com/c.js"></script></body></html>',
  },
  'press and hold': {
    vendor: 'human',
    html: aPage({
      title: 'Access to this page has been denied.',
      body: '<div id="px-captcha"></div><script>window._pxAppId = "PX0";</script>',
    }),
  },
  'a start of scripts': {
    vendor: 'kasada',
    html: '<html><head></head><body><script>window.KPSDK={};KPSDK.now=Date.now;KPSDK.scriptStart=KPSDK.now();</script><script src="/149e/ips.js?x=1"></script></body></html>',
  },
  'an unauthorized activity': {
    vendor: 'radware',
    html: aPage({
      title: 'Unauthorized Request Blocked',
      body: '<p>You are here because we have detected unauthorized activity.</p>',
    }),
  },
  'a blocked request': {
    vendor: 'azure',
    html: aPage({
      body: "<h2>The request is blocked.</h2><div id='errorref'><span>20261123T120000Z-r1</span></div>",
    }),
  },
  'a gateway': {
    vendor: 'azure',
    html: '<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>Microsoft-Azure-Application-Gateway/v2</center></body></html>',
  },
  'unusual traffic': {
    vendor: 'google',
    html: aPage({
      title: 'Sorry...',
      body: '<p>Our systems have detected unusual traffic from your computer network.</p>',
    }),
  },
  'a triggered service': {
    vendor: 'stackpath',
    html: aPage({
      title: 'StackPath',
      body: '<p>You performed an action that triggered the service and blocked your request.</p>',
    }),
  },
  'a terminated session': {
    vendor: 'reblaze',
    html: aPage({
      title: 'Denied',
      body: '<p>Your current session has been terminated. For help, do not hesitate to contact us.</p>',
    }),
  },
  'a module': {
    vendor: 'modsecurity',
    html: aPage({
      title: 'Not Acceptable!',
      body: '<h1>Not Acceptable!</h1><p>This error was generated by Mod_Security.</p>',
    }),
  },
  'a company policy': {
    vendor: 'palo-alto',
    html: aPage({
      title: 'Web Page Blocked',
      body: '<p>The page has been blocked in accordance with company policy.</p>',
    }),
  },
  'a firewall session': {
    vendor: 'citrix',
    html: aPage({ title: 'Stopped', body: '<p>AppFW Session ID: 8Zq</p>' }),
  },
  'a plug-in': {
    vendor: 'wordfence',
    html: aPage({
      title: 'Your access to this site has been limited by the site owner',
      body: '<p>Generated by Wordfence at Mon, 23 Nov 2026</p>',
    }),
  },
  'a robot question': {
    vendor: 'imunify360',
    html: aPage({
      title: 'Captcha',
      body: '<p>We have noticed you. Our system thinks you might be a robot!</p>',
    }),
  },
  'a checkpoint': {
    vendor: 'vercel',
    html: aPage({ title: 'Vercel Security Checkpoint', body: '<p>One moment</p>' }),
  },
  'a proof of work': {
    vendor: 'anubis',
    html: aPage({
      title: 'A moment',
      body: '<script id="anubis_challenge" type="application/json">{}</script><h1>A moment</h1>',
    }),
  },
  'a captcha of nobody in particular': {
    vendor: 'unknown',
    html: aPage({
      title: 'Security check',
      body: '<h1>Please verify you are a human</h1><form><input></form>',
    }),
  },
  'a plain 403': {
    vendor: 'unknown',
    html: aPage({ title: '403 Forbidden', body: '<center><h1>403 Forbidden</h1></center>nginx' }),
  },
};

/** Pages that say, mostly with status 200, that the site does not work. */
export const ERROR_PAGES: Readonly<Record<string, string>> = {
  'currently unavailable': aPage({
    title: 'Voter Services',
    body: '<h1>My Voter Page is Currently Unavailable</h1><p>Thank you for your patience.</p>',
  }),
  'down for maintenance': aPage({ title: 'Down for maintenance', body: '<p>Back at 6 a.m.</p>' }),
  'scheduled maintenance': aPage({
    title: 'Elections | Scheduled Maintenance',
    body: '<img src="/seal.png"><p>Polls are not affected.</p>',
  }),
  'offline in a sentence': aPage({ title: 'Ballot Tracker', body: 'Ballot Tracker is currently offline.' }),
  'offline as a word': aPage({ title: 'Offline', body: '' }),
  'back soon': aPage({ title: 'Elections', body: "<h1>We'll be right back!</h1>" }),
  'being updated': aPage({ title: 'County Clerk', body: '<h2>Our website is being upgraded</h2>' }),
  'an ASP.NET crash': aPage({
    title: 'Object reference not set to an instance of an object.',
    body: "<h1>Server Error in '/VoterLookup' Application.<hr></h1><h2><i>Object reference not set.</i></h2><code><pre>at System.Web.UI.Page.Render()</pre></code>",
  }),
  'a runtime error': aPage({
    title: 'Runtime Error',
    body: "<h1>Server Error in '/' Application.<hr></h1><h2><i>Runtime Error</i></h2>",
  }),
  'a bridge of WebLogic': aPage({
    title: 'Weblogic Bridge Message',
    body: '<h2>Failure of server APACHE bridge:</h2><p>No backend server available</p>',
  }),
  'Salesforce maintenance': aPage({
    title: 'Sorry to interrupt',
    body: '<p>We are down for maintenance.</p><a href="https://status.salesforce.com">salesforce.com</a>',
  }),
  'a crashed dyno': aPage({
    title: 'Application Error',
    body: '<iframe src="//www.herokucdn.com/error-pages/application-error.html"></iframe>',
  }),
  'no such app': aPage({
    title: 'No such app',
    body: '<iframe src="//www.herokucdn.com/error-pages/no-such-app.html"></iframe>',
  }),
  'a stopped web app': aPage({
    title: 'Web App - Unavailable',
    body: '<h1>Error 403 - This web app is stopped.</h1>',
  }),
  'IIS as installed': aPage({
    title: 'IIS Windows Server',
    body: '<a href="http://go.microsoft.com/"><img src="iisstart.png" alt="IIS"></a>',
  }),
  'nginx as installed': aPage({
    title: 'Welcome to nginx!',
    body: '<h1>Welcome to nginx!</h1><p><em>Thank you for using nginx.</em></p>',
  }),
  'Apache as installed': aPage({
    title: 'Apache2 Ubuntu Default Page: It works',
    body: '<div>Apache2 Default Page</div>',
  }),
  'Plesk as installed': aPage({
    title: 'Domain Default page',
    body: '<h1>This page is generated by Plesk</h1>',
  }),
  'a default page of cPanel':
    '<html><head><meta http-equiv="refresh" content="0;URL=/cgi-sys/defaultwebpage.cgi"></head><body></body></html>',
  'a default backend': 'default backend - 404',
  'a parked domain': aPage({ title: 'example.com', body: '<h1>This domain is for sale</h1>' }),
  'a suspended account': aPage({
    title: 'Account Suspended',
    body: '<h1>This Account has been suspended.</h1>',
  }),
  'an unreachable origin': aPage({
    title: 'vote.example.gov | 522: Connection timed out',
    body: '<div id="cf-wrapper"><div id="cf-error-details"><h1>Connection timed out <span>Error code 522</span></h1></div></div>',
  }),
  'an origin without a name': 'error code: 1016',
  'a failure behind Akamai': aPage({
    title: 'Error',
    body: '<h1>An error occurred while processing your request.</h1><p>Reference&#32;&#35;97&#46;4cc31ab8&#46;1700000000&#46;1f2e3d</p>',
  }),
  'a lost origin': aPage({
    title: 'ERROR: The request could not be satisfied',
    body: "<h1>504 ERROR</h1>We can't connect to the server for this app. Generated by cloudfront (CloudFront)",
  }),
  'nothing found': aPage({ title: 'Page Not Found | County', body: '<h1>404</h1><p>It may have moved.</p>' }),
  'an IIS status': aPage({
    title: '404 - File or directory not found.',
    body: '<div id="header"><h1>Server Error</h1></div><h2>404 - File or directory not found.</h2>',
  }),
  'a Tomcat status': aPage({
    title: 'HTTP Status 500 – Internal Server Error',
    body: '<h1>HTTP Status 500 – Internal Server Error</h1>',
  }),
  'a bad gateway':
    '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr></body></html>',
  'no healthy upstream': 'no healthy upstream',
  'a lost database': aPage({
    title: 'Database Error',
    body: '<h1>Error establishing a database connection</h1>',
  }),
  oops: aPage({ title: 'Voter Portal', body: '<h1>Oops!</h1><p>Please try again later.</p>' }),
  'something wrong': aPage({ title: 'Voter Portal', body: '<h2>Sorry, something went wrong</h2>' }),
  'an unexpected error': aPage({
    title: 'Voter Portal',
    body: '<p>An unexpected error has occurred. Contact the administrator.</p>',
  }),
  'technical difficulties': aPage({
    title: 'Elections',
    body: '<h1>We are experiencing technical difficulties</h1>',
  }),
  'an empty document': '<html><head></head><body></body></html>',
  'no bytes at all': '',
};

const lookup =
  '<form action="/lookup"><label>First name <input name="f"></label><label>Last name <input name="l"></label><button>Search</button></form>';

/** Ordinary pages with something about them that a hasty rule would fall for. */
export const ORDINARY_PAGES: Readonly<Record<string, string>> = {
  'a long page with every scary word': aPage({
    title: 'Absentee ballots',
    body: `<h1>Absentee ballots</h1>${prose(4_000)}`,
  }),
  'a short lookup form': aPage({
    title: 'Voter Search',
    body: `<h1>Find your registration</h1>${lookup}<p>If the system is unavailable, please try again later.</p>`,
  }),
  'a form with a warning of next Sunday': aPage({
    title: 'Voter Search',
    body: `${lookup}<p>This site will be unavailable Sunday from 2 to 4 a.m. for scheduled maintenance.</p>`,
  }),
  'a form that asks about trouble': aPage({
    title: 'Voter Search',
    body: `${lookup}<p>Experiencing technical difficulties? Call (410) 555-0100 or (503) 555-0101.</p>`,
  }),
  'a form with a Turnstile widget': aPage({
    title: 'My Voter Page',
    head: '<script src="https://challenges.cloudflare.com/turnstile/v0/api.js" async></script>',
    body: `<h1>My Voter Page</h1><div id="turnstile-wrapper" class="cf-turnstile"></div>${lookup}<script>(function(){window.__CF$cv$params={r:'1'};var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';})();</script>`,
  }),
  'a form with a reCAPTCHA': aPage({
    title: 'Track your ballot',
    head: '<script src="https://www.google.com/recaptcha/api.js"></script>',
    body: `<h1>Track your ballot</h1>${lookup}<div class="g-recaptcha"></div>`,
  }),
  'a page watched by Imperva': aPage({
    title: 'Elections',
    body: `<h1>Elections</h1>${lookup}<script src="/_Incapsula_Resource?SWJIYLWA=719&ns=1" async></script>`,
  }),
  'a page watched by HUMAN': aPage({
    title: 'Elections',
    body: `<h1>Elections</h1>${lookup}<script>window._pxAppId='PXabc';</script><script src="/abc/init.js"></script>`,
  }),
  'a page watched by AWS': aPage({
    title: 'Elections',
    head: '<script src="https://a.b.us-east-1.token.awswaf.com/a/b/challenge.js" defer></script>',
    body: `<h1>Elections</h1>${lookup}`,
  }),
  'a page watched by DataDome': aPage({
    title: 'Elections',
    head: '<script src="https://js.datadome.co/tags.js"></script>',
    body: `<h1>Elections</h1>${lookup}`,
  }),
  'a sign-in page whose script knows refusals': aPage({
    title: 'Sign in',
    body: `<h1>Sign in</h1><form><label>E-mail <input></label><button>Sign in</button></form><script>var messages={denied:'Access denied',blocked:'You have been blocked',e404:'Page not found'};</script>`,
  }),
  'a page with errors in hidden parts': aPage({
    title: 'Voter Search',
    body: `<div hidden><h1>Something went wrong</h1></div><div style="display: none"><h2>Access denied</h2></div><h1>Voter Search</h1>${lookup}`,
  }),
  'a page about list maintenance': aPage({
    title: 'Voter List Maintenance',
    body: '<h1>Routine Voter List Maintenance</h1><p>How we keep the rolls right.</p>',
  }),
  'a page about what is forbidden': aPage({
    title: 'At the polls',
    body: '<h1>Forbidden at polling places</h1><p>No signs, no buttons, no leaflets.</p>',
  }),
  'a page about ballots that were denied': aPage({
    title: 'Your ballot',
    body: '<h1>Was your application denied?</h1><p>Here is how to appeal.</p>',
  }),
  'a page about a committee of 501(c)(3)': aPage({
    title: 'Campaign finance',
    body: '<h1>Committees</h1><p>Tax status 501(c)(3).</p>',
  }),
  'a page that reports activity': aPage({
    title: 'Report',
    body: '<h1>Report unusual activity at a polling place</h1><p>Call us.</p>',
  }),
  'a viewer of a PDF':
    '<html><head><title>ballot.pdf</title></head><body><embed src="/sample-ballot.pdf" type="application/pdf"></body></html>',
  'a picture of a map': aPage({ title: 'Precincts', body: '<img src="/precincts.jpg" alt="">' }),
  'a page that hides itself until its script runs': `<html><head><title>Elections</title></head><body style="display:none"><h1>Elections</h1>${lookup}</body></html>`,
  'a long page with a challenge form of its own': aPage({
    title: 'Challenge a voter',
    body: `<h1>Challenge a voter</h1><form id="challenge-form" action="/challenge"></form>${prose(2_000)}`,
  }),
};

/** Pages whose scripts build them, as they were saved before the scripts ran. */
export const SHELLS: Readonly<Record<string, string>> = {
  'a single-page application': aPage({
    title: 'Voter Portal',
    body: '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/static/js/main.1a2b.js"></script>',
  }),
  'one behind Imperva': aPage({
    title: 'Voter Portal',
    body: '<div id="app"></div><script src="/assets/index.js"></script><script src="/_Incapsula_Resource?SWJIYLWA=719"></script>',
  }),
  'one behind F5': aPage({
    title: 'Voter Portal',
    head: '<script src="/TSPD/081?type=10"></script>',
    body: '<app-root></app-root><script src="/main.js"></script>',
  }),
};
