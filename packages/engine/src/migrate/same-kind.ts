import { canonicalJson, type ElementBase, type ExecutableElement } from '@krok/bpmn/executable';
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

/** Whether both order and wait for the same: where they stand in the diagram, and what they are called, does not count. */
export function sameDefinition(one: ExecutableElement, other: ExecutableElement): boolean {
  return sameText(orderOf(one), orderOf(other));
}

function orderOf(element: ExecutableElement): object {
  return Object.fromEntries(Object.entries(element).filter(([name]) => !PLACE.has(name)));
}

const INDEXES = ['attachedTo', 'children', 'startEvents', 'eventSubProcesses', 'start', 'targets'] as const;

const PLACE = new Set(
  Object.keys({
    index: true,
    id: true,
    name: true,
    scope: true,
    incoming: true,
    outgoing: true,
    defaultFlow: true,
    boundaries: true,
    compensationHandler: true,
    outputs: true,
    lanes: true,
    attachedTo: true,
    children: true,
    startEvents: true,
    eventSubProcesses: true,
    start: true,
    targets: true,
  } satisfies { readonly [K in keyof ElementBase | (typeof INDEXES)[number]]?: true }),
);
