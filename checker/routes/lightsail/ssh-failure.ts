/**
 * What ended an ssh, or kept a tunnel from being used.
 * `host-key`: another host key than ours, or none. `denied`: our key was not accepted. `not-ready`: no sshd answered.
 * `port-taken`: the loopback port was no longer free. `setup`: this ssh cannot do what is asked. `lost`: it ended for another reason.
 */
export type SshFailureKind = 'host-key' | 'denied' | 'not-ready' | 'port-taken' | 'setup' | 'lost';

/** Why an ssh ended. `retry`: whether trying again can help. `detail`: its own last words, printable, one line. */
export interface SshFailure {
  kind: SshFailureKind;
  retry: boolean;
  detail: string;
}

/** The first line of the table that matches names the failure. `retry: 'launching'`: only while the instance is being made. */
const TABLE: { kind: SshFailureKind; text: RegExp; retry: boolean | 'launching' }[] = [
  {
    kind: 'setup',
    text: /Bad configuration option|Bad local forwarding|bad permissions|^Load key |invalid format|Bad owner/m,
    retry: false,
  },
  {
    kind: 'host-key',
    text: /Host key verification failed|no matching host key type found/,
    retry: 'launching',
  },
  { kind: 'port-taken', text: /Address already in use|cannot listen to port/, retry: true },
  { kind: 'denied', text: /Permission denied \(|Too many authentication failures/, retry: 'launching' },
  {
    kind: 'not-ready',
    text: /^ssh: connect to host|^ssh: Could not resolve|kex_exchange_identification|banner exchange|^Connection (closed|reset) by|Connection timed out during/m,
    retry: true,
  },
];

/**
 * Reads why an ssh ended from what it wrote and its exit code (null: a signal ended it).
 * `launching`: whether the instance's launch script may still have to run. Until it has, sshd shows another host key, or
 * none, and knows another client key; afterwards both are final.
 */
export function sshFailure(
  stderr: string,
  exitCode: number | null,
  { launching }: { launching: boolean },
): SshFailure {
  const detail = lastWords(stderr) || `ssh ended with ${exitCode === null ? 'a signal' : `code ${exitCode}`}`;
  const known = TABLE.find(({ text }) => text.test(stderr));
  if (!known) return { kind: 'lost', retry: true, detail };
  return { kind: known.kind, retry: known.retry === 'launching' ? launching : known.retry, detail };
}

/** The far side writes into this text too (banners, reasons): nothing but printable ASCII, and not much of it. */
function lastWords(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.replace(/[^ -~]/g, '?').trim())
    .filter((line) => line !== '' && !line.startsWith('debug') && !line.startsWith('channel '));
  return (lines.at(-1) ?? '').slice(0, 300);
}
