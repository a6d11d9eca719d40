import { type ErrorType, ServiceError } from './service-error.ts';

/** What goes wrong with a call. */
export type FaultKind =
  | ErrorType
  /** The call is carried out; its answer never arrives, for the connection breaks. */
  | 'lost-answer'
  /** The connection breaks before the call is carried out. */
  | 'lost-request'
  /** Neither answer nor end. */
  | 'hang'
  /** An answer that is no JSON, as a gateway in between gives: status 502. */
  | 'bad-gateway'
  /** Carried out and answered after `delayMs`. */
  | 'slow';

/** A line of the script by which things go wrong. What is left out matches every call. */
export interface Fault {
  with: FaultKind;
  operation?: string;
  region?: string;
  /** Of the instance, for `CreateInstances` its wanted zone. */
  zone?: string;
  /** How many calls it spoils; `Infinity` for all. Default 1. */
  times?: number;
  message?: string;
  /** For `slow`, in milliseconds. Default 200. */
  delayMs?: number;
  /** An `OperationFailureException` on `CreateInstances` leaves an instance behind that never runs. Default false. */
  leavesInstance?: boolean;
}

interface Asked {
  operation: string;
  region: string;
  zone: string | null;
}

/** Faults in the order they were ordered: the first that matches is used up first. */
export class Faults {
  #lines: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#lines.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#lines = [];
  }

  /** The fault that spoils this call, or null. Counts it. */
  take({ operation, region, zone }: Asked): Fault | null {
    const line = this.#lines.find(
      ({ fault, left }) =>
        left > 0 &&
        (fault.operation ?? operation) === operation &&
        (fault.region ?? region) === region &&
        (fault.zone ?? zone) === zone,
    );
    if (!line) return null;
    line.left--;
    return line.fault;
  }
}

/** The error by which a fault answers; null when it answers by other means. */
export function errorOf({ with: kind, message }: Fault): ServiceError | null {
  switch (kind) {
    case 'lost-answer':
    case 'lost-request':
    case 'hang':
    case 'bad-gateway':
    case 'slow':
      return null;
    default:
      return new ServiceError(kind, message);
  }
}
