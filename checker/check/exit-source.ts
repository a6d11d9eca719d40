import type { Route } from '../routes/route.ts';

/** A route that is made when it is needed, or a little before. Disposing removes what was made, also what is still in the making. */
export class ExitSource implements AsyncDisposable {
  readonly name: string;
  readonly #open: () => Promise<Route>;
  #opening: Promise<Route> | null = null;

  constructor(name: string, open: () => Promise<Route>) {
    this.name = name;
    this.#open = open;
  }

  /** Begins to make it, so that it is there when it is asked for. */
  start(): void {
    // Whoever asks for it hears of a failure; nobody may ever ask.
    this.get().catch(() => undefined);
  }

  /** The route, made now unless it was begun before. Rejects with why it could not be made. */
  get(): Promise<Route> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Whether its making was begun. */
  get started(): boolean {
    return this.#opening !== null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const route = await this.#opening?.catch(() => null);
    await route?.[Symbol.asyncDispose]();
  }
}
