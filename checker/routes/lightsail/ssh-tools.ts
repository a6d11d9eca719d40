import { PuptimeError } from '../../domain/puptime-error.ts';

/**
 * The whole environment of `ssh` and `ssh-keygen`: a tunnel may outlive the process that has AWS credentials in its own, and
 * error texts are read, so they come untranslated.
 */
export const SSH_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
};

/** What to say when one of OpenSSH's programs could not be started. */
export function missingTool(tool: string, cause: unknown): PuptimeError {
  return new PuptimeError(
    `${tool} could not be started: a Lightsail route needs the OpenSSH client. Install it (Debian, Ubuntu: ` +
      'apt-get install openssh-client; Fedora, Amazon Linux: dnf install openssh-clients; Alpine: apk add openssh).',
    { cause },
  );
}
