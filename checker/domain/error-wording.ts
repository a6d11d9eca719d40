import type { PageRule, Signs } from './page-rule.ts';

/** An error is told, not named: what a page of this kind adds to a word such as "Maintenance" or "Oops". */
const SAYS_SORRY: Signs = {
  text: [
    /\b(un|not )available\b/,
    /\b(back|again|return) (\w+ )?(soon|shortly|later|online)\b/,
    /\b(is|are|currently|temporarily|scheduled for|undergoing|under|due to|down for|performing|planned|routine)( \w+)? maintenance\b/,
    /\b(went|gone|is) wrong\b|\b(error|problem)s? (has |have )?(occurred|happened)\b|\bencountered an? \w* ?(error|problem)\b/,
    /\b(apologi[sz]e|sorry|inconvenience)\b/,
    /\btry (again|back|later|refreshing)\b/,
    /\b(down|offline|out of (service|order))\b/,
    // Hardly a word beside it.
    /^.{0,60}$/,
  ],
};

const THING = '(?:web ?)?(?:page|site|file|url|resource|host|server|domain|app|application)';
const SERVICE =
  '(?:web ?)?(?:site|page|service|services|system|server|portal|application|app|resource|host|store|shop|search|tool|lookup)';
/** Reason phrases of HTTP, as servers write them. */
const REASON =
  "(?:error|bad request|unauthori[sz]ed|authorization required|payment required|(?:page |file |resource )?not found|method not allowed|request time-?out|conflict|gone|length required|precondition failed|(?:request entity|payload|content) too large|(?:request-)?ur[il] too (?:long|large)|unsupported media type|(?:requested )?range not satisfiable|expectation failed|i'm a teapot|misdirected request|unprocessable (?:entity|content)|locked|upgrade required|precondition required|request header fields too large|internal (?:server )?error|not implemented|bad gateway|(?:web ?)?service (?:temporarily |currently )?unavailable|gateway time-?out|http version not supported|insufficient storage|origin error|server error|scheduled maintenance|(?:temporarily )?unavailable)";

/** Not the upkeep of voter lists, of roads or of buildings. */
const UPKEEP =
  '(?<!\\b(?:lists?|rolls?|files?|records?|registration|road|street|building|grounds|property|facility|facilities|vehicle|park|fleet) )maintenance';
const STAGE = '(?: (?:in progress|mode|underway|window|page|notice|break))?';

/** Wording of error pages that anyone may use: in title or first heading, with little text. */
export const ERROR_WORDING: readonly PageRule[] = [
  {
    id: 'http-error',
    reach: 'short',
    general: true,
    all: [
      {
        says: [
          new RegExp(`\\b[45]\\d\\d\\b\\W{0,4}${REASON}\\b`),
          new RegExp(`^${REASON}(\\W*$|\\W+[45]\\d\\d\\b)`),
          // Never a bare number in brackets: (410) and (503) are area codes of election offices.
          /\b(error|http|http status|status|error code|status code)\W{0,3}[45]\d\d\b(?!\(c\))|\b[45]\d\d error\b/,
          /^(4[01]\d|42[1-9]|431|451|50\d|51[01]|5[23]\d)\W*$/,
          /\b(internal server error|bad gateway|gateway time-?out|service (temporarily )?unavailable|server error|network authentication required|origin error)\b/,
        ],
      },
    ],
  },
  {
    id: 'not-found',
    reach: 'short',
    general: true,
    all: [
      {
        says: [
          new RegExp(
            `\\b${THING}( \\w+){0,6}? (not (be )?found|can(not|'t|not be|'t be) (be )?(found|displayed|reached|located)|could(n't| not) be (found|displayed|reached|located))`,
          ),
          new RegExp(
            `\\b${THING}( \\w+){0,6}? (doesn't exist|does not exist|no longer exists|is missing|has been removed)`,
          ),
          /\b(can't|cannot|could not|couldn't|unable to) (find|reach|load|locate|display) (that|this|the|your|what)( \w+){0,3} (page|site|file|url|website|server)\b/,
          /\b(can't|cannot|could not|couldn't|unable to) (find|locate) what you/,
          /^(nothing|no (page|content)) (was )?found( here)?\W*$/,
          /^(http )?(error )?404\b/,
        ],
      },
    ],
  },
  {
    id: 'unavailable',
    reach: 'short',
    general: true,
    all: [
      {
        says: [
          /\b(currently|temporarily|presently|momentarily) (un|not )available\b|\b(currently|temporarily) (down|offline|disabled|out of (service|order))\b/,
          new RegExp(
            `\\b${SERVICE} (is |are |has been |seems to be )?(currently |temporarily |now )?(un|not )(available|reachable|accessible|responding)\\b(?! in (english|spanish|your))`,
          ),
          new RegExp(
            `\\b${SERVICE} (is |are |has gone |seems to be )?(currently |temporarily |now )?(down|offline|out of (service|order)|taken offline)\\b`,
          ),
          /\b(is|are) (un|not )available (right now|at (this|the) (time|moment))\b/,
          /^(temporary|service|system|site|unplanned|planned|scheduled) (outage|interruption|disruption)\b/,
          /\b(service|system|site|website|scheduled|planned|technical|network) (outage|interruption|difficult(y|ies))\b.*\b(experienc|apolog|currently|restor)/,
          /\bwe('re| are) (currently |temporarily )?(experiencing|having|facing) (some )?(technical|server|system|network)? ?(difficult|problem|issue|trouble|outage)/,
          /\b(due to|because of|having|experiencing) (\w+ )?technical (difficulties|problems|issues)\b/,
          /\bwe('re| are) (currently |temporarily )?(down|offline|closed for)\b/,
        ],
      },
    ],
  },
  {
    id: 'maintenance',
    reach: 'short',
    general: true,
    all: [
      {
        says: [
          new RegExp(
            `\\b(under|undergoing|down for|closed for|offline for|performing|in)( \\w+){0,2} ${UPKEEP}\\b`,
          ),
          new RegExp(
            `\\b(?:(?:web ?)?site|system|server|service|application|portal) (is in |in )?${UPKEEP}${STAGE}\\W*$`,
          ),
          new RegExp(
            `\\b(scheduled|planned|routine|emergency|unscheduled|temporary) (\\w+ )?(${UPKEEP}|downtime|outage)${STAGE}\\W*$`,
          ),
          new RegExp(`\\b${UPKEEP} (in progress|mode|underway|break)\\b`),
          /\b(unavailable|closed|offline|down) (due to|for|because of|during)\b.*\b(maintenance|upgrades?|updates?|repairs?)\b/,
          /\b(due to|for) (\w+ )?maintenance\b.*\b(unavailable|not available|offline|down)\b/,
          /\b(we'll|will|should) be (right |soon )?(back|up again|online again)\b|\bbe right back\b/,
          /\b((?:web ?)?site|system|server|service|application|app|portal|we|we're) (is |are )?(currently |temporarily |now )?(being (updated|upgraded|deployed|moved|restarted|redesigned)|upgrading|updating|deploying)\b/,
          new RegExp(`\\b${SERVICE} (is )?(currently )?under construction\\b`),
          /\bplease (stand by|bear with us)\b|\bhang tight\b/,
        ],
      },
    ],
  },
  {
    id: 'bare-word',
    reach: 'short',
    general: true,
    all: [
      {
        says: [
          /^(maintenance|offline|unavailable|out of service|outage|under construction|coming soon|closed)\W*$/,
          /^(an? )?(\w+ )?error( page)?\W*$/,
          /^(oops|whoops|uh[ -]?oh|oh no|oh dear|sorry|we('re| are) sorry|so sorry|apologies|our apologies|hmm+|yikes|aw,? snap)\b/,
        ],
      },
      SAYS_SORRY,
    ],
  },
  {
    id: 'error-wording',
    reach: 'short',
    general: true,
    all: [
      {
        says: [
          /\bsomething (has |have |just )?(went|gone|goes|is) wrong\b|\bsomething('s| is) (wrong|broken|not right)\b/,
          /\ban? (\w+ ){0,2}(error|exception|problem) (has |have )?(occurred|happened|been encountered)\b/,
          /\b(encountered|experienced|experiencing|hit) an? (\w+ ){0,2}(error|problem|issue)\b/,
          /^(application|system|server|runtime|fatal|internal|unexpected|unknown|database|network|connection|script|proxy|gateway|webpage|general|critical|http) (error|exception|failure)\b(?! (rate|report|analysis|correction))/,
          /\bwe('ve| have) got (some )?(trouble|problems)\b/,
          /\b(problem|trouble|error) (loading|connecting|processing|serving|displaying) (the|this|your)\b/,
          /\b(unable|failed) to (connect|complete|process|load|serve|handle)\b.*\b(request|page|server|site|database|connect)/,
          /\b(connection|session) (timed out|refused|reset|has expired|expired)\b/,
        ],
      },
    ],
  },
];
