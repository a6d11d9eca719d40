import type { Answer } from './call.ts';

/** A request that came to the API, as tests see it. */
export interface SeenRequest {
  at: Date;
  method: string;
  /** Below the API's root. */
  path: string;
  query: Readonly<Record<string, string>>;
  /** The JSON that was sent; null when there was none. */
  body: unknown;
  /** What was answered; 0: nothing was. */
  status: number;
}

/** What goes wrong with a request. */
export type Trouble =
  /** 403 of the primary limit; nothing is left until the hour is over, or for `seconds`. */
  | 'rate-limit'
  | { kind: 'rate-limit'; seconds: number }
  /** 403 of the secondary limit, with `retry-after` of 60 seconds, or as many. */
  | 'secondary-limit'
  | { kind: 'secondary-limit'; seconds: number }
  /** 502. Nothing is done. */
  | 'server-error'
  /** Nothing is done and nothing answered, for as long as the client waits. */
  | 'time-out'
  /** The connection breaks before anything is done. */
  | 'reset'
  /** All is done, and the connection breaks before the answer. */
  | 'lost-answer'
  /** This answer; nothing is done. It is not held against the description. */
  | Answer
  /** The answer's body is changed before it is checked, to show that it is. */
  | { alter: (body: unknown) => unknown };

/** An order for requests to come. */
export interface TroubleOrder {
  /** Which requests; default: any. */
  match?: (request: SeenRequest) => boolean;
  /** How many; default 1. `Infinity`: all. */
  times?: number;
  with: Trouble;
}

/** Orders for requests to come: the first that matches is used up first. */
export class Weather {
  #orders: { order: TroubleOrder; left: number }[] = [];

  add(order: TroubleOrder): void {
    this.#orders.push({ order, left: order.times ?? 1 });
  }

  clear(): void {
    this.#orders = [];
  }

  /** What goes wrong with a request; null: nothing. Counts it. */
  take(request: SeenRequest): Trouble | null {
    const line = this.#orders.find(({ order, left }) => left > 0 && (order.match?.(request) ?? true));
    if (!line) return null;
    line.left--;
    return line.order.with;
  }
}
