import { canonicalJson, type ExecutableElement } from '@krok/bpmn/executable';
import { registry } from '../elements/registry.ts';

/**
 * Whether an instance of one can live on as the other: what the engine does with both is the same. An exclusive and an
 * inclusive gateway only choose where to go, so that a wrong one may be repaired while a case stands before it.
 */
export function sameKind(one: ExecutableElement, other: ExecutableElement): boolean {
  if (registry[one.type] === registry[other.type]) return true;
  return CHOICES.has(one.type) && CHOICES.has(other.type);
}

const CHOICES = new Set<string>(['exclusiveGateway', 'inclusiveGateway']);

/** What an event is triggered by, or throws; of no event: ''. */
export function triggerKindOf(element: ExecutableElement): string {
  return 'trigger' in element ? element.trigger.kind : '';
}

export function loopKindOf({ loop }: ExecutableElement): string {
  if (loop === undefined) return '';
  return loop.kind === 'multiInstance' && loop.sequential ? 'inTurn' : loop.kind;
}

/** Equal as the deployment stores them, whatever the order of their members. */
export function sameText(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one) === canonicalJson(other);
}
