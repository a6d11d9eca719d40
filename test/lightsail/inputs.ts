import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { invalidInput, ServiceError } from './service-error.ts';

const ResourceName = z
  .string()
  .refine((name) => name.length >= 2 && name.length <= 255 && /^[a-zA-Z0-9][\w\-.]*$/.test(name), {
    error: ({ input }) =>
      `${input} is not a valid resource name. Resource names must be at least 2 characters long and contain only alphanumerics, -, _, and .`,
  });

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html: lengths, letters, the reserved prefix. */
const TagText = z
  .string()
  .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, 'A tag contains characters that are not allowed.');
const Tag = z.object({
  key: TagText.min(1, 'A tag key must have at least 1 character.')
    .max(128, 'A tag key must have at most 128 characters.')
    .refine((key) => !/^aws:/i.test(key), 'Tag keys must not begin with aws:, which is reserved.'),
  value: TagText.max(256, 'A tag value must have at most 256 characters.').optional(),
});
const Tags = z
  .array(Tag)
  .max(50, 'A resource can have at most 50 tags.')
  .refine((tags) => new Set(tags.map(({ key }) => key)).size === tags.length, 'Tag keys must be unique.');
export type Tag = z.output<typeof Tag>;

const UserData = z
  .string()
  .refine((text) => Buffer.byteLength(text) <= 16 * 1024, 'User data is limited to 16384 bytes.');

/** What `CreateInstances` asks for. */
export const CreateInstancesInput = z.object({
  instanceNames: z.array(ResourceName).min(1, 'At least one instance name is required.'),
  availabilityZone: z.string(),
  blueprintId: z.string().regex(/\S/, 'blueprintId must not be blank.'),
  bundleId: z.string().regex(/\S/, 'bundleId must not be blank.'),
  userData: UserData.optional(),
  keyPairName: ResourceName.optional(),
  tags: Tags.optional(),
  ipAddressType: z
    .enum(['dualstack', 'ipv4', 'ipv6'], 'ipAddressType must be dualstack, ipv4 or ipv6.')
    .optional(),
  addOns: z.array(z.unknown()).max(0, 'The stand-in knows no add-ons.').optional(),
});
export type CreateInstancesInput = z.output<typeof CreateInstancesInput>;

const cidr = (family: 'ipv4' | 'ipv6') =>
  z.string().refine((text) => isRange(text, family), {
    error: ({ input }) => `${input} is not a valid ${family} CIDR.`,
  });
const Port = z
  .int('A port must be a whole number.')
  .min(-1, 'A port must be at least -1.')
  .max(65_535, 'A port must be at most 65535.');
const PortInfo = z
  .object({
    fromPort: Port.optional(),
    toPort: Port.optional(),
    protocol: z.enum(
      ['tcp', 'all', 'udp', 'icmp', 'icmpv6'],
      'protocol must be tcp, all, udp, icmp or icmpv6.',
    ),
    cidrs: z.array(cidr('ipv4')).optional(),
    ipv6Cidrs: z.array(cidr('ipv6')).optional(),
    cidrListAliases: z
      .array(z.enum(['lightsail-connect'], 'The only alias is lightsail-connect.'))
      .optional(),
  })
  .superRefine((info, context) => {
    if (info.protocol !== 'tcp' && info.protocol !== 'udp') return;
    const { fromPort = -1, toPort = -1 } = info;
    if (fromPort < 0 || toPort < fromPort)
      context.addIssue({
        code: 'custom',
        message: `${fromPort}-${toPort} is not a valid port range for ${info.protocol}.`,
      });
  });
export type PortInfo = z.output<typeof PortInfo>;

export const PutInstancePublicPortsInput = z.object({
  instanceName: ResourceName,
  portInfos: z.array(PortInfo),
});
export const InstanceNameInput = z.object({ instanceName: ResourceName });
export const DeleteInstanceInput = z.object({
  instanceName: ResourceName,
  forceDeleteAddOns: z.boolean().optional(),
});
export const PageInput = z.object({ pageToken: z.string().optional() });
export const CatalogueInput = PageInput.extend({ includeInactive: z.boolean().optional() });
export const GetRegionsInput = z.object({ includeAvailabilityZones: z.boolean().optional() });
export const GetOperationInput = z.object({
  operationId: z.string().regex(/\S/, 'operationId must not be blank.'),
});
export const TagResourceInput = z.object({
  resourceName: ResourceName,
  resourceArn: z.string().optional(),
  tags: Tags,
});

/** Reads the parameters of a call. Throws `ServiceError`: what is missing and what is wrong are said as AWS says them. */
export function readInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = (issue?.path ?? []).join('.');
  if (issue?.code === 'invalid_type' && at(raw, issue.path) === undefined) {
    throw invalidInput(
      `1 validation error detected: Value null at '${where}' failed to satisfy constraint: Member must not be null`,
    );
  }
  if (issue?.code === 'invalid_type') {
    throw new ServiceError(
      'SerializationException',
      `The value at '${where}' cannot be converted to ${issue.expected}`,
    );
  }
  throw invalidInput(issue?.message ?? 'The input is not valid.');
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function isRange(text: string, family: 'ipv4' | 'ipv6'): boolean {
  const [address = '', bits] = text.split('/');
  const valid =
    family === 'ipv4' ? ipaddr.IPv4.isValidFourPartDecimal(address) : ipaddr.IPv6.isValid(address);
  if (!valid) return false;
  return (
    bits === undefined ||
    (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 'ipv4' ? 32 : 128) && !text.endsWith('/'))
  );
}
