import type { z } from 'zod';
import type { ReasonKind } from '../../checker/domain/reason.ts';
import type { Expectations } from '../../checker/domain/site.ts';
import type { Outcome } from '../../checker/domain/status.ts';
import type { BehaviourName } from './behaviours.ts';
import type { Behaviour } from './exchange.ts';
import { type ServiceKind, VOTER_SERVICES } from './voter-services.ts';

/** Keys of `kinds` in the simulated sites file. */
export type SimulatedKind = ServiceKind | 'documents';

/** What stands at the site's address below HTTP. The last two serve nothing at all. */
export type Transport =
  | 'http'
  | 'https-trusted'
  | 'https-expired'
  | 'https-wrong-host'
  | 'h2-resetting'
  | 'closed-port'
  | 'no-such-name';

/** One outcome and why: `reasonKinds` lists the kinds of which at least one is among the reasons; empty: there are no reasons. */
export interface ExpectedVisit {
  outcome: Outcome;
  reasonKinds: readonly ReasonKind[];
  /** Who blocks, when the outcome is blocked. */
  vendor?: string;
}

/** What a monitor that is right says of a site. */
export interface Expected extends ExpectedVisit {
  /** The first visit over the direct exit, where the verdict, confirmed over the second exit, differs from it. */
  first?: ExpectedVisit;
  /** In the words of somebody telling it. */
  says: string;
}

/** A simulated site before it has a port. */
export interface SitePlan {
  id: string;
  name: string;
  /** Code of the state. */
  group: string;
  kinds: readonly [SimulatedKind, ...SimulatedKind[]];
  /** Below `.localhost`, but for names that do not exist. */
  host: string;
  /** Default: `/`. */
  path?: string;
  /** Other hosts at which the site answers, as `redirect-…` need. */
  aliases?: readonly string[];
  /** Default: http. */
  transport?: Transport;
  behaviour: BehaviourName | Behaviour;
  expect?: z.input<typeof Expectations>;
  expected: Expected;
  /** Whether it is part of the demo; false where a visit takes too long or needs a certificate accepted. Default: true. */
  demo?: boolean;
}

/** A site of the simulated web, at its address, with what a monitor that is right says of it. */
export interface SimulatedSite extends Pick<SitePlan, 'id' | 'name' | 'group' | 'kinds' | 'expect'> {
  url: string;
  expected: Expected;
  /** Whether it is part of the demo: its visit ends soon and needs no certificate accepted. */
  demo: boolean;
}

/** The usual row: a voter service of a state under its own name, whose form must work. */
export function servicePlan(
  group: string,
  kind: ServiceKind,
  behaviour: BehaviourName,
  expected: Expected,
  rest: Partial<SitePlan> = {},
): SitePlan {
  const { title, fields, button } = VOTER_SERVICES[kind];
  const state = group.toLowerCase();
  return {
    id: `${state}-${kind}`,
    name: title,
    group,
    kinds: [kind],
    host: `${kind}.${state}.localhost`,
    behaviour,
    expect: { form: [{ field: fields[0].label }, { button }] },
    expected,
    ...rest,
  };
}
