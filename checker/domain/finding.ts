import type { Reason, ReasonKind } from './reason.ts';
import type { Outcome } from './status.ts';

/** One thing that a visit showed, and what the site would be if it were the only one. */
export interface Finding {
  outcome: Outcome;
  reason: Reason;
}

/** The worst finding decides. Doubt between blocked and down says blocked: a false "down" wakes people. */
const RANK: Record<Outcome, number> = { blocked: 4, down: 3, unknown: 2, degraded: 1, up: 0 };

/** Order of proof: what a reader should be told first of equally bad findings. */
const PROOF: readonly ReasonKind[] = [
  'route',
  'browser',
  'refused',
  'dns',
  'connect',
  'tls',
  'timeout',
  'redirect-loop',
  'protocol',
  'download',
  'too-large',
  'http-status',
  'block',
  'error-page',
  'missing',
  'forbidden',
  'off-domain',
  'slow',
  'breaker',
  'not-visited',
];

/** The outcome of all findings together, and their reasons: the deciding one first, the others in the order of proof. */
export function conclude(findings: readonly Finding[]): { outcome: Outcome; reasons: Reason[] } {
  const inOrder = findings.toSorted((a, b) => proof(a) - proof(b));
  const [deciding] = inOrder.toSorted((a, b) => RANK[b.outcome] - RANK[a.outcome]);
  if (!deciding) return { outcome: 'up', reasons: [] };
  const others = inOrder.filter((finding) => finding !== deciding);
  return { outcome: deciding.outcome, reasons: [deciding, ...others].map(({ reason }) => reason) };
}

function proof(finding: Finding): number {
  return PROOF.indexOf(finding.reason.kind);
}
