import { z } from 'zod';

const optional = z
  .string()
  .optional()
  .transform((text) => (text === '' ? undefined : text));

/** The environment variables that Puptime reads, all in one place. */
export const Environment = z.object({
  PUPTIME_BROWSER: optional,
  PUPTIME_REGIONS: optional,
  PUPTIME_BUNDLE: optional,
  PUPTIME_BLUEPRINT: optional,
  PUPTIME_SSH_PORT: optional,
  PUPTIME_ECHO_URL: optional,
  PUPTIME_RUNNER_ADDRESS: optional,
  PUPTIME_MAX_INSTANCES: optional,
  PUPTIME_EXIT_MINUTES: optional,
  PUPTIME_ALLOW_LOOPBACK: optional,
  /** Set by `check --as` for the process of the other user: the id of the run. */
  PUPTIME_ISOLATED: optional,
  CI: optional,
  DISPLAY: optional,
  PATH: optional,
  GITHUB_ACTIONS: optional,
  GITHUB_REPOSITORY: optional,
  GITHUB_RUN_ID: optional,
  GITHUB_RUN_ATTEMPT: optional,
  GITHUB_OUTPUT: optional,
  GITHUB_SERVER_URL: optional,
  GITHUB_SHA: optional,
  GITHUB_STEP_SUMMARY: optional,
  GITHUB_TOKEN: optional,
  /** The same by the name that `gh` reads. */
  GH_TOKEN: optional,
  GITHUB_API_URL: optional,
  PUPTIME_SITE_URL: optional,
});
export type Environment = z.infer<typeof Environment>;
