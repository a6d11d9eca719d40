import type { Node } from 'jsonc-parser';
import { SitesFile } from '../domain/sites-file.ts';
import type { AddressRules } from './address-problem.ts';
import { expectationFindings } from './expectation-findings.ts';
import type { Fault } from './fault.ts';
import { jsonFaults } from './json-faults.ts';
import { scheduleFindings } from './schedule-findings.ts';
import { siteFindings } from './site-findings.ts';

/**
 * Every fault of a sites file, in the order of their places; none means that the schema reads it and all it refers to is
 * there. `path` is only what the faults are to be printed with. Reads nothing but the text.
 */
export function findFaults(
  text: string,
  path: string,
  rules: AddressRules = { allowLoopback: false },
): Fault[] {
  const further = (root: Node) => [
    ...siteFindings(root, rules),
    ...expectationFindings(root, rules),
    ...scheduleFindings(root),
  ];
  return jsonFaults(text, path, { schema: SitesFile, further, remarks: 'notes' });
}
