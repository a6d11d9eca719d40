import { LightsailServiceException } from '@aws-sdk/client-lightsail';
import { PuptimeError } from '../../domain/puptime-error.ts';

/**
 * What a failed call means. `capacity`: this zone cannot make one now, another may. `denied`, `credentials`, `account`: a person
 * must mend it. `in-use`: the name is taken. `gone`: there is no such instance. `invalid`: the request itself is wrong.
 * `service`: Lightsail or the way to it failed, also after several tries.
 */
export type LightsailErrorKind =
  | 'capacity'
  | 'denied'
  | 'credentials'
  | 'account'
  | 'in-use'
  | 'gone'
  | 'invalid'
  | 'service';

/** A call to Lightsail that failed, with what to do where a person can do something. */
export class LightsailError extends PuptimeError {
  readonly kind: LightsailErrorKind;
  constructor(kind: LightsailErrorKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

const REMEDIES: Partial<Record<LightsailErrorKind, string>> = {
  denied:
    'the role does not allow it: deploy .github/aws/puptime.yml again, and check its repository and regions',
  credentials:
    'AWS does not accept the credentials: sign in again, or give the job a role (docs/operating.md)',
  account:
    'Lightsail is still being set up for this account or region: open its console once, and try again in some minutes',
};

/** The typed error of a failed call. `what`: the operation and its object, in words. */
export function lightsailError(what: string, error: unknown): LightsailError {
  const kind = kindOf(error);
  const said =
    error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]?.slice(0, 300)}` : String(error);
  const remedy = REMEDIES[kind];
  return new LightsailError(kind, `Lightsail: ${what}: ${said}${remedy ? `; ${remedy}` : ''}`, error);
}

function kindOf(error: unknown): LightsailErrorKind {
  const name = error instanceof Error ? error.name : '';
  // The SDK throws these before it calls anybody.
  if (/CredentialsProviderError|TokenProviderError/.test(name)) return 'credentials';
  if (!(error instanceof LightsailServiceException)) return 'service';
  switch (name) {
    case 'NotFoundException':
      return 'gone';
    case 'AccessDeniedException':
      return 'denied';
    case 'UnauthenticatedException':
    case 'ExpiredTokenException':
    case 'ExpiredToken':
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
    case 'InvalidSignatureException':
    case 'MissingAuthenticationTokenException':
    case 'IncompleteSignatureException':
      return 'credentials';
    case 'AccountSetupInProgressException':
    case 'RegionSetupInProgressException':
      return 'account';
    case 'OperationFailureException':
      return 'capacity';
    case 'InvalidInputException':
      return /already in use/i.test(error.message) ? 'in-use' : 'invalid';
    default:
      return 'service';
  }
}
