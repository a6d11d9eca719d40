import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Reads of /proc race with the end of a process: what is gone by then has nothing to tell. */
export function orGone<T>(read: () => T, gone: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && GONE.has(String(error.code))) return gone;
    throw error;
  }
}

/** EACCES, EPERM: processes of other people, who cannot be ours. EINVAL: a process that is ending has no mounts any more. */
const GONE = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'EINVAL']);

/** Ids of all processes that descend from one, itself not included. */
export function descendantsOf(pid: number): number[] {
  const children = orGone(() => readdirSync(`/proc/${pid}/task`), []).flatMap((task) =>
    orGone(() => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'), '')
      .split(' ')
      .filter((text) => text !== '')
      .map(Number),
  );
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** Name of the program that a process runs; null when it has ended. */
export function programOf(pid: number): string | null {
  const stat = orGone(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '');
  const match = /^\d+ \((.*)\) (\S)/s.exec(stat);
  return match?.[1] === undefined || match[2] === 'Z' ? null : match[1];
}

/** Processes that have a folder mounted somewhere, by that folder's path on this machine. */
export function processesWithin(folder: string): { pid: number; program: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => orGone(() => readFileSync(`/proc/${pid}/mountinfo`, 'utf8'), '').includes(`${folder}/`))
    .flatMap((pid) => {
      const program = programOf(pid);
      return program === null ? [] : [{ pid, program }];
    });
}

/**
 * Inodes of the sockets that are the far ends of a connection on this machine, by the ports that the near end sees. IPv4 and
 * IPv6 alike, since a connection to `::ffff:127.0.0.1` is noted as IPv6.
 */
export function farEnds(nearPort: number, farPort: number): Set<string> {
  const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, '0');
  const wanted = new RegExp(
    `^ *\\d+: [0-9A-F]+:${hex(farPort)} [0-9A-F]+:${hex(nearPort)} \\S+ \\S+ \\S+ \\S+ +\\d+ +\\d+ (\\d+) `,
    'gm',
  );
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map((file) =>
    orGone(() => readFileSync(file, 'utf8'), ''),
  );
  return new Set(tables.flatMap((table) => [...table.matchAll(wanted)].map(([, inode = '']) => inode)));
}

/** Whether a process holds one of these sockets. */
export function holdsSocket(pid: number, inodes: ReadonlySet<string>): boolean {
  const folder = `/proc/${pid}/fd`;
  return orGone(() => readdirSync(folder), []).some((fd) => {
    const inode = /^socket:\[(\d+)\]$/.exec(orGone(() => readlinkSync(`${folder}/${fd}`), ''))?.[1];
    return inode !== undefined && inodes.has(inode);
  });
}
