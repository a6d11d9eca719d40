/** HTTP statuses of what Lightsail and the AWS front door in front of it answer when they refuse or fail. */
export const ERROR_STATUS = {
  AccessDeniedException: 403,
  AccountSetupInProgressException: 428,
  ExpiredTokenException: 400,
  IncompleteSignatureException: 400,
  InvalidInputException: 400,
  InvalidSignatureException: 400,
  MissingAuthenticationTokenException: 400,
  NotFoundException: 404,
  OperationFailureException: 400,
  RegionSetupInProgressException: 428,
  SerializationException: 400,
  ServiceException: 500,
  ThrottlingException: 400,
  UnauthenticatedException: 403,
  UnknownOperationException: 400,
  UnrecognizedClientException: 400,
} as const;

export type ErrorType = keyof typeof ERROR_STATUS;

/** What is said when nothing more particular is known. */
export const ERROR_WORDS: Record<ErrorType, string> = {
  AccessDeniedException: 'User is not authorized to perform this operation',
  AccountSetupInProgressException: 'Your account is still being set up. Try again later.',
  ExpiredTokenException: 'The security token included in the request is expired',
  IncompleteSignatureException: 'The request signature does not conform to AWS standards.',
  InvalidInputException: 'The input is not valid.',
  InvalidSignatureException: 'The request signature we calculated does not match the signature you provided.',
  MissingAuthenticationTokenException: 'Missing Authentication Token',
  NotFoundException: 'The resource does not exist.',
  OperationFailureException: 'We could not complete the operation. Try again later.',
  RegionSetupInProgressException: 'The region is still being set up. Try again later.',
  SerializationException: 'The request could not be read.',
  ServiceException: 'An error occurred and we were unable to complete your request. Try again later.',
  ThrottlingException: 'Rate exceeded',
  UnauthenticatedException: 'You are not authenticated.',
  UnknownOperationException: 'The requested operation is not known.',
  UnrecognizedClientException: 'The security token included in the request is invalid.',
};

/** A refusal or failure, as it goes over the wire. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly type: ErrorType;
  constructor(type: ErrorType, message: string = ERROR_WORDS[type]) {
    super(message);
    this.type = type;
  }

  get status(): number {
    return ERROR_STATUS[this.type];
  }

  /** Body of the answer. */
  get body(): object {
    return {
      __type: this.type,
      code: this.type.replace(/Exception$/, ''),
      message: this.message,
      docs: 'https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/CommonErrors.html',
      tip: 'This answer comes from a stand-in for Lightsail.',
    };
  }
}

/** Input that Lightsail understands and refuses. */
export function invalidInput(message: string): ServiceError {
  return new ServiceError('InvalidInputException', message);
}
