import { durationMs } from './duration.ts';
import { own } from './own.ts';
import type { FormPart, ResolvedExpectations, ResolvedSite } from './resolved-site.ts';
import type { Expectations, Site } from './site.ts';
import type { SitesFile } from './sites-file.ts';

const SLOW_AFTER = '15s';
const TIMEOUT = '45s';
const HTML = ['text/html', 'application/xhtml+xml'];

/** The domain that one registrant holds, of a host name; null where there is none: `ohio.gov` for `www.ohio.gov`. */
export type RegistrableDomain = (host: string) => string | null;

/**
 * A site with all it expects: field by field its own word, else that of its kinds, else the file's defaults, else what is
 * built in. Of several kinds the first that has a word on a field counts; for `text` they are joined: all that each
 * requires, and any of what either allows. Throws on a group or kind that the file does not have (`validate` refuses those).
 */
export function resolveSite(site: Site, file: SitesFile, registrableDomain: RegistrableDomain): ResolvedSite {
  const group = own(file.groups, site.group);
  if (!group) throw new Error(`site ${site.id}: no group ${JSON.stringify(site.group)}`);
  const kinds = site.kinds.map((name) => {
    const kind = own(file.kinds, name);
    if (!kind) throw new Error(`site ${site.id}: no kind ${JSON.stringify(name)}`);
    return kind.expect ?? {};
  });
  return {
    id: site.id,
    name: site.name,
    url: site.url,
    group: site.group,
    groupName: group.name,
    kinds: site.kinds,
    timeZone: site.timeZone ?? group.timeZone,
    expect: resolveExpectations(site, kinds, file.defaults, registrableDomain),
    hours: site.hours ?? [],
    closures: site.closures ?? [],
    formerly: site.formerly ?? [],
    owners: site.owners ?? group.owners ?? file.owners ?? [],
  };
}

function resolveExpectations(
  site: Site,
  kinds: Expectations[],
  defaults: Expectations,
  registrableDomain: RegistrableDomain,
): ResolvedExpectations {
  const layers = [site.expect ?? {}, ...kinds, defaults];
  const first = <K extends keyof Expectations>(name: K): Expectations[K] =>
    layers.find((layer) => layer[name] !== undefined)?.[name];
  const host = list(first('host'));
  const contentType = list(first('contentType'));
  return {
    ...resolveText(site.expect, kinds, defaults),
    absent: list(first('absent')),
    selector: list(first('selector')),
    form: list<FormPart>(first('form')),
    status: list(first('status')),
    title: first('title') ?? null,
    host: host.length > 0 ? host : ownHosts(site.url, registrableDomain),
    hostGiven: host.length > 0,
    contentType: contentType.length > 0 ? contentType : HTML,
    slowAfterMs: durationMs(first('slowAfter') ?? SLOW_AFTER),
    timeoutMs: durationMs(first('timeout') ?? TIMEOUT),
    waitFor: first('waitFor') ?? null,
  };
}

type Text = Pick<ResolvedExpectations, 'textAll' | 'textAny'>;

function resolveText(own: Expectations | undefined, kinds: Expectations[], defaults: Expectations): Text {
  if (own?.text !== undefined) return spellOut(own.text);
  const said = kinds.filter((kind) => kind.text !== undefined).map((kind) => spellOut(kind.text));
  if (said.length === 0) return spellOut(defaults.text);
  return {
    textAll: [...new Set(said.flatMap((text) => text.textAll))],
    textAny: [...new Set(said.flatMap((text) => text.textAny))],
  };
}

function spellOut(text: Expectations['text']): Text {
  if (text === undefined) return { textAll: [], textAny: [] };
  if (typeof text === 'string' || Array.isArray(text)) return { textAll: list(text), textAny: [] };
  return { textAll: text.all ?? [], textAny: text.any ?? [] };
}

function list<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function ownHosts(url: string, registrableDomain: RegistrableDomain): string[] {
  const host = new URL(url).hostname;
  const domain = registrableDomain(host);
  return domain === null ? [host] : [domain, `*.${domain}`];
}
