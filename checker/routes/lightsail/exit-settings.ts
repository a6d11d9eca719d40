import { z } from 'zod';
import { PuptimeError } from '../../domain/puptime-error.ts';

const list = (fallback: string) =>
  z
    .string()
    .optional()
    .transform((text) => (text || fallback).split(',').map((part) => part.trim()));

/** How exits are made; each has a variable of its own, so that stand-ins and other accounts need no code. */
export const ExitSettings = z
  .object({
    /** Where exits may be made, the first first. */
    PUPTIME_REGIONS: list('us-east-2,us-west-2').pipe(
      z.array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'regions such as us-east-2,us-west-2')),
    ),
    /** The smallest with an IPv4 address: $5 a month, billed by the hour. */
    PUPTIME_BUNDLE: z.string().default('nano_3_0'),
    PUPTIME_BLUEPRINT: z.string().default('debian_12'),
    PUPTIME_SSH_PORT: z.coerce.number().int().min(1).max(65_535).default(22),
    /** Public address echoes, the first that answers counts; by default two of AWS and Cloudflare. */
    PUPTIME_ECHO_URL: list('https://checkip.amazonaws.com/,https://api.ipify.org/'),
    /** Address that this machine is seen from, where it should not be asked for. */
    PUPTIME_RUNNER_ADDRESS: z.ipv4().optional(),
    /** Instances under our tag that may be alive at once. */
    PUPTIME_MAX_INSTANCES: z.coerce.number().int().min(1).max(20).default(4),
    /** Minutes after which an instance may be reaped whatever its run says. */
    PUPTIME_EXIT_MINUTES: z.coerce.number().int().min(5).max(1_440).default(60),
  })
  .transform((env) => ({
    regions: env.PUPTIME_REGIONS,
    bundle: env.PUPTIME_BUNDLE,
    blueprint: env.PUPTIME_BLUEPRINT,
    sshPort: env.PUPTIME_SSH_PORT,
    echoUrls: env.PUPTIME_ECHO_URL,
    runnerAddress: env.PUPTIME_RUNNER_ADDRESS ?? null,
    maxInstances: env.PUPTIME_MAX_INSTANCES,
    lifetimeMs: env.PUPTIME_EXIT_MINUTES * 60_000,
  }));
export type ExitSettings = z.infer<typeof ExitSettings>;

/** The settings of these variables. Throws `PuptimeError` (wrong use) that names each wrong one. */
export function exitSettings(env: z.input<typeof ExitSettings>): ExitSettings {
  const parsed = ExitSettings.safeParse(env);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `  ${String(path[0])}: ${message}`);
  throw new PuptimeError(`settings of exits that cannot be used:\n${wrong.join('\n')}`, { exitCode: 2 });
}
