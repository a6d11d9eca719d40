import { describe, expect, it } from 'vitest';
import { readSignature } from './signature.ts';
import { startLightsail } from './stand-in.ts';

const NOW = Date.parse('2026-11-23T14:07:00Z');

interface Parts {
  credential?: string;
  signed?: string;
  signature?: string;
  date?: string;
  authorization?: string;
}

function headers(parts: Parts = {}) {
  const { credential = 'AKIASTANDINLIGHTSAIL/20261123/us-east-2/lightsail/aws4_request' } = parts;
  const { signed = 'content-type;host;x-amz-date', signature = 'a'.repeat(64) } = parts;
  const whole = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}`;
  const { authorization = whole, date = '20261123T140700Z' } = parts;
  return { host: '127.0.0.1', 'x-amz-date': date, authorization };
}

const scoped = (scope: string) => ({ credential: `AKIASTANDINLIGHTSAIL/${scope}` });

describe('a signature', () => {
  it('tells the caller and the region', () => {
    expect(readSignature(headers(), NOW)).toEqual({
      accessKeyId: 'AKIASTANDINLIGHTSAIL',
      region: 'us-east-2',
    });
  });

  it.each<[string, Parts, string, string]>([
    ['is missing', { authorization: '' }, 'MissingAuthenticationTokenException', 'Missing'],
    ['is of another algorithm', { authorization: 'Bearer x' }, 'IncompleteSignatureException', 'algorithm'],
    ['has no credential', { credential: '' }, 'IncompleteSignatureException', "'Credential'"],
    ['has no signed headers', { signed: '' }, 'IncompleteSignatureException', "'SignedHeaders'"],
    ['has no signature', { signature: '' }, 'IncompleteSignatureException', "'Signature'"],
    ['has a short scope', scoped('20261123/us-east-2'), 'IncompleteSignatureException', 'exactly 5'],
    [
      'has a strange key',
      { credential: 'me/20261123/us-east-2/lightsail/aws4_request' },
      'IncompleteSignatureException',
      '5',
    ],
    [
      'is for another service',
      scoped('20261123/us-east-2/ec2/aws4_request'),
      'InvalidSignatureException',
      'lightsail',
    ],
    [
      'ends otherwise',
      scoped('20261123/us-east-2/lightsail/aws5'),
      'InvalidSignatureException',
      'terminator',
    ],
    ['is no SHA-256', { signature: 'zz' }, 'InvalidSignatureException', 'signature'],
    ['leaves the host unsigned', { signed: 'x-amz-date' }, 'InvalidSignatureException', "'host'"],
    [
      'is of another day',
      scoped('20261122/us-east-2/lightsail/aws4_request'),
      'InvalidSignatureException',
      'Credential scope',
    ],
    ['has a date in another form', { date: '2026-11-23' }, 'IncompleteSignatureException', 'ISO-8601'],
    ['is six minutes old', { date: '20261123T140059Z' }, 'InvalidSignatureException', 'expired'],
    ['is six minutes early', { date: '20261123T141301Z' }, 'InvalidSignatureException', 'not yet current'],
  ])('is refused when it %s', (_what, parts, type, words) => {
    expect(() => readSignature(headers(parts), NOW)).toThrowError(
      expect.objectContaining({ type, message: expect.stringContaining(words) }),
    );
  });
});

describe('a request', () => {
  const JSON_TYPE = 'application/x-amz-json-1.1';
  it.each<
    [string, { target?: string; type?: string; body?: string; region?: string; method?: string }, string]
  >([
    ['names no operation', { target: '' }, 'UnknownOperationException'],
    ['names an unknown operation', { target: 'Lightsail_20161128.MakeCoffee' }, 'UnknownOperationException'],
    ['names what every object has', { target: 'Lightsail_20161128.toString' }, 'UnknownOperationException'],
    ['is for another version', { target: 'Lightsail_20150101.GetInstances' }, 'UnknownOperationException'],
    ['is put otherwise', { method: 'PUT' }, 'UnknownOperationException'],
    ['is of another type', { type: 'application/json' }, 'SerializationException'],
    ['is no JSON', { body: '{' }, 'SerializationException'],
    ['is no object', { body: '[]' }, 'SerializationException'],
    ['is for an unknown region', { region: 'mars-north-1' }, 'InvalidSignatureException'],
  ])(
    'is refused when it %s',
    async (_what, {
      target,
      type = JSON_TYPE,
      body = '{}',
      region = 'us-east-2',
      method = 'POST',
    }, error) => {
      await using standIn = await startLightsail();
      const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
      const credential = `AKIASTANDINLIGHTSAIL/${now.slice(0, 8)}/${region}/lightsail/aws4_request`;
      const { authorization } = headers({ credential });
      const answer = await fetch(standIn.url, {
        method,
        headers: {
          'x-amz-target': target ?? 'Lightsail_20161128.GetInstances',
          'content-type': type,
          'x-amz-date': now,
          authorization,
        },
        body,
      });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ __type: error, message: expect.any(String) });
      expect(standIn.calls()).toMatchObject([{ outcome: error }]);
    },
  );
});
