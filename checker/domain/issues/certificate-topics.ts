import { msOf } from '../instant.ts';
import type { Certificate } from './about.ts';
import {
  certificateBody,
  certificateOverText,
  certificateText,
  certificateTitle,
} from './certificate-text.ts';
import type { Facts } from './facts.ts';
import { type Matter, matterTopic, threadOf } from './matter.ts';
import type { IssueSettings } from './settings.ts';
import type { Thread } from './thread.ts';
import { RANK, type Topic } from './topic.ts';

const DAY_MS = 86_400_000;

/**
 * Certificates that end soon, and issues of those that were renewed. Only what evidence at hand shows is judged: of a host of which none
 * was looked up nothing is said, and its issue stays as it is.
 */
export function certificateTopics(
  facts: Facts,
  threads: readonly Thread[],
  settings: IssueSettings,
): Topic[] {
  return certificatesIn(facts).map((certificate) => {
    const about = { kind: 'certificate' as const, key: `certificate ${certificate.host}` };
    const over = certificateOverText(certificate, facts);
    return matterTopic(about, threadOf(threads, about), {
      matter: matterOf(certificate, facts, settings),
      over,
    });
  });
}

function matterOf(certificate: Certificate, facts: Facts, settings: IssueSettings): Matter | null {
  const { host, validTo } = certificate;
  const days = Math.floor((msOf(validTo) - msOf(facts.now)) / DAY_MS);
  const keys = settings.certificateDays
    .filter((most) => days < most)
    .map((most) => `certificate:${validTo.slice(0, 10)}:${most}d`);
  const newest = keys.at(-1);
  if (newest === undefined) return null;
  return {
    title: certificateTitle(certificate, days),
    body: certificateBody(certificate, days, facts),
    labels: ['puptime', 'upkeep', ...groupLabels(certificate)],
    subjects: [host],
    news: [{ key: newest, body: certificateText(certificate, days, facts), rank: RANK.upkeep }],
    understood: keys,
  };
}

/** The certificate of each host, as it was seen last. */
function certificatesIn({ sites, known, evidence }: Facts): Certificate[] {
  const found = new Map<string, Certificate>();
  for (const [id, site] of sites) {
    const sha256 = known.get(id)?.baseline?.evidence;
    const seen = sha256 === undefined ? undefined : evidence.get(sha256);
    const host = seen?.finalUrl && URL.canParse(seen.finalUrl) ? new URL(seen.finalUrl).hostname : null;
    if (!seen?.tls || !host) continue;
    const { subject, issuer, validTo } = seen.tls;
    const other = found.get(host);
    const sitesOfHost: Certificate['sites'] = other ? [...other.sites, site] : [site];
    const newer = !other || other.seenAt < seen.endedAt;
    found.set(host, {
      ...(newer ? { host, subject, issuer, validTo, seenAt: seen.endedAt } : other),
      sites: sitesOfHost,
    });
  }
  return [...found.values()].sort((a, b) => (a.host < b.host ? -1 : 1));
}

function groupLabels({ sites }: Certificate): string[] {
  const groups = [...new Set(sites.map(({ group }) => group))].sort();
  return groups.length > 5 ? [] : groups.map((group) => `group:${group}`);
}
