import type { InstanceBehaviour } from './behaviour.ts';
import type { Image, KnownBundle } from './catalogue.ts';
import type { Tag } from './inputs.ts';

/** What an instance is made of. */
export interface InstancePlan {
  name: string;
  region: string;
  zone: string;
  image: Image;
  bundle: KnownBundle;
  ipAddressType: 'dualstack' | 'ipv4' | 'ipv6';
  tags: readonly Tag[];
  userData: string;
  address: string;
  sshPort: number;
  behaviour: InstanceBehaviour;
  localNames: readonly string[];
  /** Called once with whatever goes wrong in the stand-in itself. */
  onFault(error: unknown): void;
}
