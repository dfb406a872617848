import type { Diagram } from '../diagram/diagram.ts';
import type { Report } from '../finding.ts';
import { activityRules } from './activities.ts';
import { collaborationRules } from './collaboration.ts';
import { compensationRules } from './compensation.ts';
import { eventFlowRules } from './event-flows.ts';
import { eventPlaceRules } from './event-places.ts';
import { extensionRules } from './extensions.ts';
import { gatewayRules } from './gateways.ts';
import { identityRules } from './identity.ts';
import { otherEngineRules } from './other-engines.ts';
import { referenceRules } from './references.ts';
import type { Rule } from './rule.ts';
import { sequenceFlowRules } from './sequence-flows.ts';

export const rules: readonly Rule[] = [
  ...identityRules,
  ...referenceRules,
  ...sequenceFlowRules,
  ...gatewayRules,
  ...eventPlaceRules,
  ...eventFlowRules,
  ...activityRules,
  ...compensationRules,
  ...collaborationRules,
  ...extensionRules,
  ...otherEngineRules,
];

export function checkRules(diagram: Diagram, report: Report): void {
  for (const rule of rules) rule.check(diagram, report);
}
