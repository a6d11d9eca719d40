import { type Action, ActionFailure } from './action.ts';

/** `aws-actions/configure-aws-credentials`, version 6, by OIDC alone. */
export const configureAwsCredentials: Action = {
  inputs: {
    'role-to-assume': '',
    'aws-region': null,
    'role-session-name': 'GitHubActions',
    'role-duration-seconds': '3600',
    'output-credentials': 'false',
    'output-env-credentials': 'true',
    'mask-aws-account-id': 'false',
    'allowed-account-ids': '',
    'unset-current-credentials': 'false',
    'retry-max-attempts': '12',
    'action-timeout-s': '',
  },
  async run({ inputs, world, env, mask }) {
    if (inputs['role-to-assume'] === '' || env.ACTIONS_ID_TOKEN_REQUEST_TOKEN === undefined)
      throw new ActionFailure(
        'Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers',
      );
    const session = inputs['role-session-name'] ?? '';
    if (!/^[\w+=,.@-]{2,64}$/.test(session))
      throw new ActionFailure(`Role session name is not valid: '${session}'.`);
    const { accessKeyId, secretAccessKey, sessionToken } = world.awsCredentials;
    for (const secret of [accessKeyId, secretAccessKey, sessionToken]) mask(secret);
    const region = inputs['aws-region'] ?? '';
    return {
      ...(inputs['output-credentials'] === 'true' && {
        outputs: {
          'aws-access-key-id': accessKeyId,
          'aws-secret-access-key': secretAccessKey,
          'aws-session-token': sessionToken,
        },
      }),
      ...(inputs['output-env-credentials'] === 'true' && {
        env: {
          AWS_REGION: region,
          AWS_DEFAULT_REGION: region,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
          AWS_SESSION_TOKEN: sessionToken,
        },
      }),
    };
  },
};
