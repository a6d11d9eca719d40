import { msOf } from '../instant.ts';
import { vendorName } from '../reason-words.ts';
import type { Blockade } from './about.ts';
import { blockadeBody, blockadeOverText, blockadeTitle } from './blockade-text.ts';
import type { Facts } from './facts.ts';
import { type Matter, matterTopic, threadOf } from './matter.ts';
import type { IssueSettings } from './settings.ts';
import { showIncident } from './show-incident.ts';
import type { ShownIncident } from './shown.ts';
import type { Thread } from './thread.ts';
import type { Topic } from './topic.ts';

/** One quiet issue for each vendor, or group where the vendor is not known, that has kept the monitor out for long. */
export function blockadeTopics(facts: Facts, threads: readonly Thread[], settings: IssueSettings): Topic[] {
  const found = new Map<string, Blockade>();
  for (const incident of facts.incidents) {
    if (incident.kind !== 'blocked' || incident.endedAt !== null || !facts.sites.has(incident.site)) continue;
    if (msOf(facts.now) - msOf(incident.firstBad.at) < settings.blockedAfterMs) continue;
    const shown = showIncident(facts, incident, settings);
    const known = found.get(keyOf(shown));
    found.set(keyOf(shown), known ? { ...known, incidents: [...known.incidents, shown] } : blockadeOf(shown));
  }
  const over = threads.filter(({ marker }) => marker.kind === 'blocked' && !found.has(marker.key));
  return [...new Set([...found.keys(), ...over.map(({ marker }) => marker.key)])].map((key) => {
    const about = { kind: 'blocked' as const, key };
    const blockade = found.get(key);
    const matter = blockade ? matterOf(blockade, facts) : null;
    return matterTopic(about, threadOf(threads, about), { matter, over: blockadeOverText(facts) });
  });
}

function matterOf(blockade: Blockade, facts: Facts): Matter {
  return {
    title: blockadeTitle(blockade),
    body: blockadeBody(blockade, facts),
    labels: ['puptime', 'blocked'],
    subjects: blockade.incidents.map(({ site }) => site.id).sort(),
  };
}

function blockadeOf(incident: ShownIncident): Blockade {
  const vendor = vendorOf(incident);
  return {
    key: keyOf(incident),
    vendor: vendor && vendorName(vendor),
    groupName: vendor ? null : incident.site.groupName,
    incidents: [incident],
  };
}

function keyOf(incident: ShownIncident): string {
  const vendor = vendorOf(incident);
  return vendor ? `vendor ${vendor}` : `group ${incident.site.group}`;
}

/** null: the block is proven, but not whose it is. */
function vendorOf({ reasons }: ShownIncident): string | null {
  const block = reasons.find((reason) => reason.kind === 'block');
  return block && block.vendor !== 'unknown' ? block.vendor : null;
}
