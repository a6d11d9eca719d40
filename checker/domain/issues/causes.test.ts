import { describe, expect, it } from 'vitest';
import { keptObservation } from '../observation-builder.ts';
import type { Reason } from '../reason.ts';
import { aShownIncident, aShownSite, aShownVisit } from './builders.ts';
import { clusters } from './causes.ts';
import { ISSUE_SETTINGS } from './settings.ts';
import type { ShownIncident } from './shown.ts';

const AT = '2026-11-23T14:22:10.000Z';

function anIncident(id: string, { url, reason, at = AT, ...seen }: Sign): ShownIncident {
  const observation = keptObservation(at, {
    address: seen.address ?? null,
    headers: seen.headers ?? {},
    tls: seen.tls ?? null,
  });
  return aShownIncident({
    id: `${id}-20261123T142210Z`,
    site: aShownSite({ id, url: url ?? `https://${id}.example.gov/` }),
    reasons: [reason],
    firstBad: aShownVisit({ at, observation }),
  });
}

interface Sign {
  url?: string;
  reason: Reason;
  at?: string;
  address?: string;
  headers?: Record<string, string>;
  tls?: NonNullable<ReturnType<typeof keptObservation>['tls']>;
}

const status = (code: number): Reason => ({ kind: 'http-status', status: code });
const expired: Reason = { kind: 'tls', host: 'x', code: 'ERR_CERT_DATE_INVALID' };
const certificate = (subject: string) => ({
  protocol: 'TLS 1.3',
  subject,
  issuer: 'CA',
  validFrom: AT,
  validTo: AT,
});
const ids = (found: ReturnType<typeof clusters>) =>
  found.map(({ cause, incidents }) => [cause?.words ?? null, incidents.map(({ site }) => site.id).join()]);
const grouped = (...incidents: ShownIncident[]) => ids(clusters(incidents, ISSUE_SETTINGS));

describe('pages that fall together', () => {
  it('are one by host, whatever they show', () => {
    const url = (path: string) => `https://vote.example.gov/${path}`;
    expect(
      grouped(
        anIncident('a', { url: url('a'), reason: status(500) }),
        anIncident('b', { url: url('b'), reason: expired }),
        anIncident('c', { reason: status(404) }),
      ),
    ).toEqual([
      ['at vote.example.gov', 'a,b'],
      [null, 'c'],
    ]);
  });

  it('are one by address, and by certificate when that is the trouble', () => {
    expect(
      grouped(
        anIncident('a', { reason: status(500), address: '192.0.2.1' }),
        anIncident('b', { reason: status(404), address: '192.0.2.1' }),
        anIncident('c', { reason: expired, tls: certificate('*.example.gov') }),
        anIncident('d', { reason: expired, tls: certificate('*.example.gov') }),
      ),
    ).toEqual([
      ['with the certificate of *.example.gov', 'c,d'],
      ['at the address 192.0.2.1', 'a,b'],
    ]);
    expect(
      grouped(
        anIncident('c', { reason: status(500), tls: certificate('*.example.gov') }),
        anIncident('d', { reason: status(404), tls: certificate('*.example.gov') }),
      ),
    ).toHaveLength(2);
  });

  it('are one by vendor or error only from three on, since two may do so by chance', () => {
    const behind = (id: string, code: number) =>
      anIncident(id, { reason: status(code), headers: { server: 'cloudflare' } });
    expect(grouped(behind('a', 522), behind('b', 522))).toHaveLength(2);
    expect(grouped(behind('a', 522), behind('b', 522), behind('c', 522))).toEqual([
      ['behind Cloudflare', 'a,b,c'],
    ]);
    expect(grouped(behind('a', 522), behind('b', 404), behind('c', 503))).toHaveLength(3);
    const answering = (id: string) => anIncident(id, { reason: status(503) });
    expect(grouped(answering('a'), answering('b'), answering('c'))).toEqual([
      ['with the same sign (The server answered 503)', 'a,b,c'],
    ]);
  });

  it('are not one when hours lie between', () => {
    const url = 'https://vote.example.gov/';
    expect(
      grouped(
        anIncident('a', { url, reason: status(500) }),
        anIncident('b', { url, reason: status(500), at: '2026-11-23T16:22:10.000Z' }),
      ),
    ).toHaveLength(2);
  });
});
