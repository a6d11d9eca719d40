import type { Socket } from 'node:net';

/** Where a page wants to connect. `host` is a name or an IP address without brackets. */
export interface Target {
  host: string;
  port: number;
}

/** An open connection to a target, with what opening it took. */
export interface Dialled {
  socket: Socket;
  /** Address connected to; null when the far end of the route resolved the name. */
  address: string | null;
  /** Milliseconds; null when the far end of the route did it. */
  dnsMs: number | null;
  connectMs: number;
}

/** Opens a connection to a target over one kind of route; rejects with `DialError` alone. */
export type Dial = (target: Target, signal: AbortSignal) => Promise<Dialled>;

/** `dns`, `connect`: the target's failure. `refused`: our own policy. `route`: the way there is broken, which says nothing of the target. */
export type DialFailureKind = 'dns' | 'connect' | 'refused' | 'route';

/** Why a connection could not be opened. `code`: as the resolver or socket names it, such as ENOTFOUND or ECONNREFUSED. */
export class DialError extends Error {
  override readonly name = 'DialError';
  readonly kind: DialFailureKind;
  readonly code: string;
  constructor(kind: DialFailureKind, code: string, message: string) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

/** The code of a system error, or its message where it has none. */
export function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (error instanceof Error)
    return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return String(error);
}
