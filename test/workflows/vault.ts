import { randomBytes } from 'node:crypto';
import type { Rights } from '../github/grant.ts';
import type { AwsCredentials } from './actions/action.ts';

/** Everything secret that jobs are given, and what it is good for. */
export class Vault {
  readonly awsCredentials: AwsCredentials;
  readonly #issue: (rights: Rights) => string | Promise<string>;
  readonly #tokens = new Map<string, Rights>();
  readonly #others: string[] = [];

  /** What is null is made up. */
  constructor(
    issue: ((rights: Rights) => string | Promise<string>) | null,
    awsCredentials: AwsCredentials | null,
  ) {
    this.#issue = issue ?? (() => `ghs_${madeUp()}`);
    this.awsCredentials = awsCredentials ?? {
      accessKeyId: `ASIA${madeUp().slice(0, 16).toUpperCase()}`,
      secretAccessKey: madeUp(),
      sessionToken: madeUp(),
    };
    this.#others.push(this.awsCredentials.secretAccessKey, this.awsCredentials.sessionToken);
  }

  /** A token for a job. */
  async issue(rights: Rights): Promise<string> {
    const token = await this.#issue(rights);
    this.#tokens.set(token, rights);
    return token;
  }

  /** Rights of a token that was issued; null for any other. */
  rightsOf(token: string): Rights | null {
    return this.#tokens.get(token) ?? null;
  }

  /** What a job needs to ask for an OIDC token. It leads nowhere: the action for AWS asks nobody here. */
  newOidc(): Record<`ACTIONS_ID_TOKEN_REQUEST_${'TOKEN' | 'URL'}`, string> {
    const token = `oidc_${madeUp()}`;
    this.#others.push(token);
    return {
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: token,
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://actions.invalid/idtoken?api-version=2.0',
    };
  }

  /** All that was given out. */
  get all(): string[] {
    return [...this.#tokens.keys(), ...this.#others];
  }
}

function madeUp(): string {
  return randomBytes(20).toString('hex');
}
