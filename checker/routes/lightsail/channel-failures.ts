import ipaddr from 'ipaddr.js';
import type { DialFailureKind, Target } from '../dial.ts';

/**
 * A connection that ssh was asked for and could not open. `target`: null when ssh did not say (before 8.5 it never does).
 * `host` in it is as it was asked for, cut to 100 characters.
 */
export interface ChannelFailure {
  target: Target | null;
  kind: DialFailureKind;
  code: string;
  /** What the far side said. */
  detail: string;
}

/** The option that makes ssh say which target a channel was for: one line when a channel ends. Older ones ignore it. */
export const CHANNEL_LOG_OPTIONS = ['IgnoreUnknown=LogVerbose', 'LogVerbose=*:channel_free():*'];

/**
 * The failures in what ssh wrote, in the order of time. A failure is one line, `channel 3: open failed: connect failed:
 * Connection refused`, and the target stands in a later one about the same channel's end, when ssh writes that:
 * `… channel 3: free: direct-tcpip: listening port 40000 for example.org port 443, connect from …`.
 */
export function channelFailures(stderr: string): ChannelFailure[] {
  const failures: ChannelFailure[] = [];
  const unnamed = new Map<string, ChannelFailure>();
  for (const line of stderr.split(/\r?\n/)) {
    const failed = OPEN_FAILED.exec(line);
    if (failed?.[1] !== undefined) {
      const failure = { target: null, ...meaning(failed[2] ?? '') };
      failures.push(failure);
      unnamed.set(failed[1], failure);
      continue;
    }
    const ended = CHANNEL_ENDED.exec(line);
    const failure = unnamed.get(ended?.[1] ?? '');
    if (!ended?.[2] || !failure) continue;
    failure.target = { host: ended[2], port: Number(ended[3]) };
    unnamed.delete(ended[1] ?? '');
  }
  return failures;
}

/** Whether a failure that ssh reported is about a target that was asked for. */
export function isAbout(failure: ChannelFailure, target: Target): boolean {
  return (
    failure.target !== null &&
    failure.target.port === target.port &&
    canonical(failure.target.host) === canonical(target.host).slice(0, HOST_CHARACTERS)
  );
}

const OPEN_FAILED = /^channel (\d+): open failed: (.*)$/;
const CHANNEL_ENDED =
  /channel (\d+): free: direct-tcpip: listening port \d+ for (.+) port (\d+), connect from \S+ port \d+ to \S+ port \d+, nchannels \d+$/;
const HOST_CHARACTERS = 100;

function canonical(host: string): string {
  return ipaddr.isValid(host) ? ipaddr.parse(host).toString() : host;
}

/** What the far side's words mean: sshd passes its C library's on. The first line that matches. */
const MEANINGS: { text: RegExp; kind: DialFailureKind; code: string }[] = [
  { text: /^administratively prohibited/, kind: 'route', code: 'FORWARDING_REFUSED' },
  { text: /^resource shortage|^unknown channel type/, kind: 'route', code: 'CHANNEL_REFUSED' },
  { text: /Connection refused/, kind: 'connect', code: 'ECONNREFUSED' },
  { text: /timed out/, kind: 'connect', code: 'ETIMEDOUT' },
  { text: /Connection reset/, kind: 'connect', code: 'ECONNRESET' },
  { text: /No route to host/, kind: 'connect', code: 'EHOSTUNREACH' },
  { text: /Network is unreachable/, kind: 'connect', code: 'ENETUNREACH' },
  // The instance's own prohibition: the metadata service.
  { text: /Permission denied/, kind: 'refused', code: 'EREFUSED' },
  { text: /Temporary failure in name resolution/, kind: 'dns', code: 'EAI_AGAIN' },
  { text: /Name or service not known|No address associated with hostname/, kind: 'dns', code: 'ENOTFOUND' },
];

function meaning(words: string): { kind: DialFailureKind; code: string; detail: string } {
  const detail = words.replace(/[^ -~]/g, '?').slice(0, 200);
  const { kind, code } = MEANINGS.find(({ text }) => text.test(words)) ?? {
    kind: 'connect' as const,
    code: 'CHANNEL_FAILED',
  };
  return { kind, code, detail };
}
