import type { ExecutableElement } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import type { Linked } from '../link.ts';
import type { CompensationEntry, MigrationFinding } from '../types/index.ts';
import type { MigrationIndexes } from './indexes-of.ts';
import { loopKindOf, sameKind, sameText, triggerKindOf } from './same-kind.ts';

/** Why what lives in an instance has no place in the other version; empty where everything fits. */
export function misfits(
  from: Linked,
  to: Linked,
  living: readonly LiveInstance[],
  indexes: MigrationIndexes,
): MigrationFinding[] {
  const findings: MigrationFinding[] = [];
  for (const live of living) {
    elementMisfits(to, live, indexes, findings);
    tokenMisfits(from, to, live, indexes, findings);
    noteMisfits(from, live, indexes, findings);
    compensationMisfits(from, to, live, indexes, findings);
  }
  return findings;
}

function elementMisfits(
  to: Linked,
  live: LiveInstance,
  { elements }: MigrationIndexes,
  into: MigrationFinding[],
): void {
  const before = live.element.definition;
  const target = elements[before.index] ?? -1;
  if (target < 0) {
    into.push(error('unmapped', before.id, 'Expected a counterpart for what is in progress but there is none'));
    return;
  }
  const after = to.element(target).definition;
  const refuse = (code: MigrationFinding['code'], message: string): void => {
    into.push({ ...error(code, before.id, message), target: after.id });
  };
  if (!sameKind(before, after)) return refuse('otherKind', `Expected ${before.type} but got ${after.type}`);
  if (triggerKindOf(before) !== triggerKindOf(after)) {
    refuse('otherEvent', `Expected the event ${triggerKindOf(before)} but got ${triggerKindOf(after)}`);
  }
  if (loopKindOf(before) !== loopKindOf(after)) refuse('otherLoop', 'Expected the same kind of loop but it is another');
  if (live.scope !== null && !live.isRun && after.scope !== elements[live.scope.element.index]) {
    refuse('otherScope', 'Expected the same enclosing part of the diagram but it is another');
  }
  const isAmong = live.listenerJob !== '' || live.listenersDone > 0 || Number(live.note?.['heard'] ?? 0) > 0;
  if (isAmong && !sameText(listenersOf(before), listenersOf(after))) {
    refuse('otherListeners', 'Expected the same listeners while they run but they are others');
  }
}

function listenersOf(element: ExecutableElement): object {
  const { executionListeners = [] } = element;
  return { executionListeners, taskListeners: 'taskListeners' in element ? (element.taskListeners ?? []) : [] };
}

function tokenMisfits(
  from: Linked,
  to: Linked,
  scope: LiveInstance,
  { elements, flows }: MigrationIndexes,
  into: MigrationFinding[],
): void {
  for (const flow of scope.waiting?.flows ?? []) {
    const before = from.flows[flow];
    const after = to.flows[flows[flow] ?? -1];
    if (before === undefined) continue;
    if (after === undefined) {
      into.push(error('unmapped', before.id, 'Expected a counterpart for the flow on which a token waits'));
      continue;
    }
    const { target } = before;
    const reached = after.target;
    if (elements[target.index] !== reached.index || !sameKind(target.definition, reached.definition)) {
      into.push({
        ...error('otherTarget', before.id, `Expected a flow to the counterpart of ${target.id} but it leads elsewhere`),
        target: after.id,
      });
    }
    if (reached.definition.scope !== elements[scope.element.index]) {
      into.push({
        ...error('otherScope', before.id, 'Expected the flow in the same part of the diagram but it is in another'),
        target: after.id,
      });
    }
  }
}

/** Elements that are still to be begun or compensated. */
function noteMisfits(from: Linked, live: LiveInstance, { elements }: MigrationIndexes, into: MigrationFinding[]): void {
  const note = live.note;
  if (note === null) return;
  const rest = note['rest'];
  const still = Array.isArray(rest) ? rest.map(Number) : [];
  const activity = note['activity'];
  if (typeof activity === 'number' && activity >= 0) still.push(activity);
  const start = note['startEvent'];
  if (typeof start === 'number' && live.status === 'activating') still.push(start);
  const following = note['following'];
  if (typeof following === 'object' && following !== null && 'event' in following) still.push(Number(following.event));
  for (const index of still) {
    if ((elements[index] ?? -1) >= 0) continue;
    into.push(error('unmapped', from.element(index).id, 'Expected a counterpart for what is still to begin'));
  }
}

function compensationMisfits(
  from: Linked,
  to: Linked,
  live: LiveInstance,
  { elements }: MigrationIndexes,
  into: MigrationFinding[],
): void {
  const open: CompensationEntry[] = [...(live.compensable ?? [])];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const before = from.element(entry.element);
    const target = elements[entry.element] ?? -1;
    const after = target < 0 ? undefined : to.element(target);
    const kept = after !== undefined && after.compensable && handled(after.definition) === handled(before.definition);
    if (!kept) {
      into.push(error('compensationLost', before.id, 'Expected that its completion can still be compensated'));
    }
    open.push(...(entry.compensable ?? []));
  }
}

function handled(element: ExecutableElement): boolean {
  return element.compensationHandler !== undefined;
}

function error(code: MigrationFinding['code'], element: string, message: string): MigrationFinding {
  return { code, severity: 'error', element, message };
}
