import { request } from 'node:http';
import { isIP } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import { before, LATE } from './deadline.ts';

/** The certificate of a host that the browser refused, asked for over the same exit; in words, null when it does not come. */
export async function describeCertificate(exitUrl: string, url: string, now: Date): Promise<string | null> {
  const { hostname, port } = new URL(url);
  const certificate = await before(8_000, fetchCertificate(exitUrl, hostname, Number(port || 443)));
  if (certificate === LATE || certificate === null) return null;
  const issuer = nameOf(certificate.issuer);
  const self = issuer === nameOf(certificate.subject) ? 'self-signed' : `issued by ${issuer}`;
  const names = certificate.subjectaltname?.replaceAll('DNS:', '') ?? nameOf(certificate.subject);
  const expired = Date.parse(certificate.valid_to) < now.getTime();
  const valid = expired
    ? `expired on ${day(certificate.valid_to)}`
    : `valid ${day(certificate.valid_from)} to ${day(certificate.valid_to)}`;
  return `certificate for ${names}, ${self}, ${valid}`;
}

function fetchCertificate(exitUrl: string, host: string, port: number): Promise<PeerCertificate | null> {
  const exit = new URL(exitUrl);
  return new Promise((resolve) => {
    const tunnel = request({
      host: exit.hostname,
      port: exit.port,
      method: 'CONNECT',
      path: `${host}:${port}`,
    });
    tunnel.once('error', () => resolve(null));
    tunnel.once('connect', (response, socket) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        resolve(null);
        return;
      }
      // Nothing is sent over this connection: it is opened to read the certificate that was already refused.
      const secure = connect({
        socket,
        rejectUnauthorized: false,
        ...(isIP(host) ? {} : { servername: host }),
      });
      secure.once('error', () => resolve(null));
      secure.once('secureConnect', () => {
        resolve(secure.getPeerCertificate());
        secure.destroy();
      });
    });
    tunnel.end();
  });
}

function nameOf(name: PeerCertificate['issuer']): string {
  return String(name.O ?? name.CN ?? 'nobody named').slice(0, 100);
}

function day(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? 'an unreadable date' : new Date(time).toISOString().slice(0, 10);
}
