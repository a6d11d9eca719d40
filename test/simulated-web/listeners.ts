import { createServer as createHttp } from 'node:http';
import { constants, createSecureServer as createHttp2 } from 'node:http2';
import { createServer as createHttps } from 'node:https';
import { type Certificate, issueCertificate } from './certificates.ts';
import { type HeldPort, holdClosedPort, listen } from './server.ts';
import type { Transport } from './site-plan.ts';
import type { Switchboard } from './switchboard.ts';

/** What stands behind the sites of one transport. */
export interface Listener {
  scheme: 'http' | 'https';
  /** Null: the sites' names do not exist, so no port would ever be asked. */
  held: HeldPort | null;
  /** Of a certificate that tests may tell a browser to accept; null where there is none, or where it must not be accepted. */
  acceptSpki: string | null;
}

const DAY_MS = 86_400_000;

/** Opens what the sites of a transport need. `hosts`: all their names. */
export async function openListener(
  transport: Transport,
  hosts: readonly [string, ...string[]],
  switchboard: Switchboard,
  now: Date,
): Promise<Listener> {
  const daysFromNow = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const issue = (names: readonly [string, ...string[]], from: number, to: number) =>
    issueCertificate(names, daysFromNow(from), daysFromNow(to));
  const https = (certificate: Certificate) =>
    listen(
      createHttps(certificate, (request, response) => void switchboard.answer('https', request, response)),
    );
  switch (transport) {
    case 'http':
      return {
        scheme: 'http',
        held: await listen(
          createHttp((request, response) => void switchboard.answer('http', request, response)),
        ),
        acceptSpki: null,
      };
    case 'https-trusted': {
      const certificate = await issue(hosts, -10, 80);
      return { scheme: 'https', held: await https(certificate), acceptSpki: certificate.spki };
    }
    case 'https-expired':
      return { scheme: 'https', held: await https(await issue(hosts, -120, -30)), acceptSpki: null };
    case 'https-wrong-host':
      return {
        scheme: 'https',
        held: await https(await issue(['shared-hosting.localhost'], -10, 80)),
        acceptSpki: null,
      };
    case 'h2-resetting': {
      const certificate = await issue(hosts, -10, 80);
      return {
        scheme: 'https',
        held: await resettingHttp2(certificate, switchboard),
        acceptSpki: certificate.spki,
      };
    }
    case 'closed-port':
      return { scheme: 'http', held: await holdClosedPort(), acceptSpki: null };
    case 'no-such-name':
      return { scheme: 'http', held: null, acceptSpki: null };
  }
}

/** Speaks HTTP/2 well until it is asked for something. */
function resettingHttp2(certificate: Certificate, switchboard: Switchboard): Promise<HeldPort> {
  const server = createHttp2({ key: certificate.key, cert: certificate.cert });
  server.on('stream', (stream, headers) => {
    const host = URL.parse(`https://${headers[':authority'] ?? ''}`)?.hostname ?? '';
    const request = { method: headers[':method'] ?? 'GET', headers };
    switchboard.note(host, headers[':path'] ?? '/', request, stream.session?.socket);
    // The visitor's own reset of the stream, or of the session, may come first: both are what this server is for.
    stream.on('error', () => stream.destroy());
    stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  });
  return listen(server);
}
