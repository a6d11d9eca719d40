import { createHash, X509Certificate } from 'node:crypto';
import { get } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { type ConnectionOptions, connect as connectTls, type PeerCertificate } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { SitesFile } from '../../checker/domain/sites-file.ts';
import { SIMULATED } from './pages.ts';
import { type SimulatedWeb, startSimulatedWeb } from './simulated-web.ts';
import { STANDARD_SITES } from './sites.ts';
import { failureCode, listens, visit } from './visitor.ts';

function urlOf(web: SimulatedWeb, id: string): string {
  const site = web.sites.find((each) => each.id === id);
  if (!site) throw new Error(`no site ${id}`);
  return site.url;
}

describe('answers', () => {
  it.each([
    ['oh-track-ballot', 200, 'Find my ballot'],
    ['oh-register', 200, 'Start my registration'],
    ['mi-polling-place', 200, 'Show my polling place'],
    ['wi-track-ballot', 200, 'Find my ballot'],
    ['co-register', 500, 'Start my registration'],
    ['wa-register-help', 200, 'captcha'],
    ['ga-check-registration', 200, 'currently unavailable'],
    ['tx-check-registration', 500, "Server Error in '/' Application."],
    ['ky-polling-place', 404, 'Page not found'],
    ['la-track-ballot', 503, 'Service unavailable'],
    ['hi-check-registration', 401, 'Sign in needed'],
    ['il-track-ballot', 200, 'class="ring"'],
    ['az-check-registration', 200, '<fieldset disabled>'],
    ['nj-register', 200, "alert('"],
    ['md-polling-place', 200, 'Precinct 1500'],
    ['id-register', 200, 'http://169.254.169.254/'],
    ['pa-register', 200, 'Request Rejected'],
    ['ny-check-registration', 403, '_cf_chl_opt'],
    ['fl-check-registration', 200, '_Incapsula_Resource'],
    ['nc-track-ballot', 403, 'Access Denied'],
  ])('%s with status %i and %s', async (id, status, words) => {
    await using web = await startSimulatedWeb();
    const answer = await visit(urlOf(web, id));
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain(words);
    expect(answer.body).toContain(SIMULATED);
  });

  it('sends a PDF, an archive and an empty document as what they are', async () => {
    await using web = await startSimulatedWeb();
    const pdf = await visit(urlOf(web, 'mn-mail-ballot-form'));
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.body.slice(0, 5)).toBe('%PDF-');
    const archive = await visit(urlOf(web, 'mo-register'));
    expect(archive.headers['content-disposition']).toMatch(/^attachment/);
    expect(archive.body.startsWith('PK\u0005\u0006')).toBe(true);
    expect(archive.body).toHaveLength(22);
    expect((await visit(urlOf(web, 'tn-register'))).body).toBe('<html><head></head><body></body></html>');
  });

  it('asks for a password, and names the challenge in a header', async () => {
    await using web = await startSimulatedWeb();
    const staff = await visit(urlOf(web, 'hi-check-registration'));
    expect(staff.headers['www-authenticate']).toBe('Basic realm="Staff"');
    const challenge = await visit(urlOf(web, 'ny-check-registration'));
    expect(challenge.headers['cf-mitigated']).toBe('challenge');
    const script = /src="(\/cdn-cgi\/challenge-platform\/[^"]+)"/.exec(challenge.body)?.[1] ?? '';
    expect((await visit(new URL(script, urlOf(web, 'ny-check-registration')))).status).toBe(200);
  });

  it('lets a visitor in who comes back with the cookie of the solved challenge, at one site alone', async () => {
    await using web = await startSimulatedWeb();
    const headers = { cookie: 'sim_clearance=1' };
    expect((await visit(urlOf(web, 'ca-register'))).body).toContain('location.reload()');
    expect((await visit(urlOf(web, 'ca-register'), { headers })).status).toBe(200);
    expect((await visit(urlOf(web, 'ny-check-registration'), { headers })).status).toBe(403);
  });

  it('fails the first time alone', async () => {
    await using web = await startSimulatedWeb();
    const url = urlOf(web, 'in-track-ballot');
    expect([(await visit(url)).status, (await visit(url)).status]).toEqual([503, 200]);
  });

  it('redirects in a circle, to a new name, and to a parked one', async () => {
    await using web = await startSimulatedWeb();
    const loop = urlOf(web, 'ne-check-registration');
    const first = await visit(loop);
    const second = await visit(new URL(first.headers.location ?? '', loop));
    const third = await visit(new URL(second.headers.location ?? '', loop));
    expect([first.status, second.status, third.status]).toEqual([302, 302, 302]);
    expect(third.headers.location).toBe(first.headers.location);
    const moved = (await visit(urlOf(web, 'va-register'))).headers.location ?? '';
    expect(new URL(moved).hostname).toBe('virginia-voters.localhost');
    expect((await visit(moved)).body).toContain('Start my registration');
    const parked = (await visit(urlOf(web, 'ok-check-registration'))).headers.location ?? '';
    expect((await visit(parked)).body).toContain('This domain is parked');
  });

  it('says so when a name is nobody’s', async () => {
    await using web = await startSimulatedWeb();
    const url = new URL(urlOf(web, 'oh-register'));
    url.hostname = 'nobody.localhost';
    expect((await visit(url)).status).toBe(421);
  });
});

describe('failures below a page', () => {
  it('resets, answers nothing, and refuses', async () => {
    await using web = await startSimulatedWeb();
    const message = (id: string) => visit(urlOf(web, id)).catch((error: Error) => error.message);
    expect(await message('wv-register')).toBe('read ECONNRESET');
    expect(await message('ms-check-registration')).toBe('socket hang up');
    expect(await failureCode(visit(urlOf(web, 'ak-track-ballot')))).toBe('ECONNREFUSED');
  });

  it('has a name that cannot exist', async () => {
    await using web = await startSimulatedWeb();
    expect(new URL(urlOf(web, 'nm-register')).hostname).toMatch(/\.invalid$/);
  });

  it('leaves the hanging page and the hanging picture without an answer', async () => {
    const web = await startSimulatedWeb();
    const page = failureCode(visit(urlOf(web, 'de-track-ballot')));
    const map = failureCode(visit(new URL('/county-map.png', urlOf(web, 'or-track-ballot'))));
    expect((await visit(urlOf(web, 'or-track-ballot'))).body).toContain('src="/county-map.png"');
    await web.close();
    expect([await page, await map]).toEqual(['ECONNRESET', 'ECONNRESET']);
  });

  it('sends a body that goes on until it is cut off', async () => {
    await using web = await startSimulatedWeb();
    const url = new URL(urlOf(web, 'ut-check-registration'));
    let received = 0;
    await new Promise<void>((resolve, reject) => {
      const asking = get({ host: '127.0.0.1', port: url.port, headers: { host: url.host }, agent: false });
      asking.once('error', reject);
      asking.once('response', (body) => {
        body.on('data', (chunk: Buffer) => {
          received += chunk.length;
          if (received > 20_000_000) body.destroy();
        });
        body.once('close', resolve);
      });
    });
    expect(received).toBeGreaterThan(20_000_000);
  });
});

describe('TLS', () => {
  function certificateOf(url: string, options: ConnectionOptions = {}): Promise<PeerCertificate> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connectTls(
        {
          host: '127.0.0.1',
          port: Number(port),
          servername: hostname,
          rejectUnauthorized: false,
          ...options,
        },
        () => {
          resolve(socket.getPeerCertificate());
          socket.destroy();
        },
      );
      socket.once('error', reject);
    });
  }
  const pem = ({ raw }: PeerCertificate) =>
    `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`;

  it.each([
    ['vt-track-ballot', undefined],
    ['ar-track-ballot', 'CERT_HAS_EXPIRED'],
    ['sd-register', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s, its issuer once trusted, fails with %s', async (id, code) => {
    await using web = await startSimulatedWeb();
    const url = urlOf(web, id);
    const ca = pem(await certificateOf(url));
    expect(await failureCode(certificateOf(url, { ca, rejectUnauthorized: true }))).toBe(code);
  });

  it('offers for acceptance only the certificates that are sound', async () => {
    await using web = await startSimulatedWeb();
    expect(web.acceptSpki).toHaveLength(2);
    const spkiOf = async (id: string) => {
      const { publicKey } = new X509Certificate((await certificateOf(urlOf(web, id))).raw);
      return createHash('sha256')
        .update(publicKey.export({ type: 'spki', format: 'der' }))
        .digest('base64');
    };
    expect(new Set([await spkiOf('vt-track-ballot'), await spkiOf('nh-check-registration')])).toEqual(
      new Set(web.acceptSpki),
    );
  });

  it('resets every HTTP/2 stream', async () => {
    await using web = await startSimulatedWeb();
    const url = new URL(urlOf(web, 'nh-check-registration'));
    const session = connectHttp2(`https://127.0.0.1:${url.port}`, {
      rejectUnauthorized: false,
      servername: url.hostname,
    });
    const stream = session.request({ ':path': '/', ':authority': url.host });
    const error = await new Promise<Error>((resolve) => stream.once('error', resolve));
    session.destroy();
    expect(error.message).toContain('NGHTTP2_INTERNAL_ERROR');
    expect(web.requests('nh-check-registration').map(({ path }) => path)).toEqual(['/']);
  });
});

describe('the web as a whole', () => {
  it('gives a sites file that the schema takes, for the demo and for all', async () => {
    await using web = await startSimulatedWeb();
    const demo = SitesFile.parse(web.sitesFile());
    const all = SitesFile.parse(web.sitesFile({ include: () => true, settings: { interval: '2m' } }));
    expect(demo.sites.length).toBeGreaterThanOrEqual(16);
    expect(demo.sites.map(({ id }) => id)).toEqual(web.sites.filter((site) => site.demo).map(({ id }) => id));
    expect(all.sites).toHaveLength(web.sites.length);
    expect(all.interval).toBe('2m');
    for (const { group, kinds } of all.sites) {
      expect(Object.keys(all.groups)).toContain(group);
      for (const kind of kinds) expect(Object.keys(all.kinds)).toContain(kind);
    }
    expect((await visit(demo.canaries[0]?.url ?? '')).body).toContain(demo.canaries[0]?.text);
  });

  it('asks of the sites that work what they show', async () => {
    await using web = await startSimulatedWeb();
    const { kinds, sites } = SitesFile.parse(web.sitesFile());
    for (const site of web.sites.filter(({ expected }) => expected.says === 'works')) {
      const { body } = await visit(site.url);
      const planned = sites.find(({ id }) => id === site.id);
      expect(body).toContain(kinds[site.kinds[0]]?.expect?.text);
      for (const part of [planned?.expect?.form ?? []].flat())
        expect(body).toContain('field' in part ? part.field : part.button);
    }
  });

  it('turns a site to another behaviour and back', async () => {
    await using web = await startSimulatedWeb();
    const url = urlOf(web, 'oh-track-ballot');
    web.setBehaviour('oh-track-ballot', 'unavailable-200');
    expect((await visit(url)).body).toContain('currently unavailable');
    web.setBehaviour('oh-track-ballot');
    expect((await visit(url)).body).toContain('Find my ballot');
    expect(() => web.setBehaviour('nm-register', 'fine')).toThrow('nm-register never answers');
    expect(() => web.setBehaviour('no-such-site', 'fine')).toThrow('"no-such-site"');
  });

  it('turns all sites at once, and leaves the canaries to their own switch', async () => {
    await using web = await startSimulatedWeb();
    const canary = SitesFile.parse(web.sitesFile()).canaries[0]?.url ?? '';
    web.setAllBehaviours('unavailable-503');
    expect((await visit(urlOf(web, 'oh-register'))).status).toBe(503);
    expect((await visit(urlOf(web, 'fl-check-registration'))).status).toBe(503);
    expect((await visit(canary)).status).toBe(200);
    web.setAllBehaviours();
    web.setCanaries(false);
    expect((await visit(urlOf(web, 'oh-register'))).status).toBe(200);
    expect(await failureCode(visit(canary))).toBe('ECONNRESET');
    web.setCanaries(true);
    expect((await visit(canary)).status).toBe(200);
  });

  it('keeps a log of who asked for what', async () => {
    await using web = await startSimulatedWeb();
    await visit(new URL('/?from=mail', urlOf(web, 'oh-register')), {
      headers: { 'user-agent': 'A browser' },
    });
    expect(web.requests('oh-register')).toEqual([
      { at: expect.any(Date), method: 'GET', path: '/?from=mail', userAgent: 'A browser', viaExit: false },
    ]);
    expect(web.requests('oh-track-ballot')).toEqual([]);
  });

  it('refuses two sites of one id', async () => {
    const [site] = STANDARD_SITES;
    await expect(startSimulatedWeb({ extra: site ? [site] : [] })).rejects.toThrow('two simulated sites');
  });

  it('leaves nothing listening when it is closed', async () => {
    const web = await startSimulatedWeb();
    const ports = [...web.sites.map(({ url }) => url), web.exit()].map((url) => Number(new URL(url).port));
    const open = new Set(ports.filter((port) => port !== 0));
    expect(open.size).toBeGreaterThanOrEqual(7);
    await web.close();
    expect(await Promise.all([...open].map(listens))).toEqual([...open].map(() => false));
  });
});
