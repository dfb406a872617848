import type { EventTrigger, ExecutableElement } from '@krok/bpmn/executable';

/**
 * Tasks that are done as soon as they begin. Of what is on their boundary only a condition can come, one that holds already; an
 * interrupting one keeps the task from beginning.
 */
export class AtOnce {
  private readonly hosts = new Set<number>();
  private readonly elements: readonly ExecutableElement[];

  constructor(elements: readonly ExecutableElement[]) {
    this.elements = elements;
    for (const element of elements)
      if (PASSING.has(element.type) && this.heldBoundaries(element).length > 0) this.hosts.add(element.index);
  }

  /** Whether a condition on its boundary may hold as it begins. */
  isHost(element: number): boolean {
    return this.hosts.has(element);
  }

  isOnHost(element: ExecutableElement): boolean {
    return element.type === 'boundaryEvent' && this.isHost(element.attachedTo);
  }

  /** Boundary events that may come though the task never waits. */
  heldBoundaries(element: ExecutableElement): readonly number[] {
    return (element.boundaries ?? []).filter((index) => {
      const boundary = this.elements[index];
      return boundary !== undefined && 'trigger' in boundary && conditionsOf(boundary.trigger).length > 0;
    });
  }
}

/** What of the trigger can come at once. */
export function heldTrigger(trigger: EventTrigger): EventTrigger {
  return trigger.kind === 'multiple' ? { kind: 'multiple', triggers: [...conditionsOf(trigger)] } : trigger;
}

/** A parallel multiple event waits for the others too. */
function conditionsOf(trigger: EventTrigger): readonly EventTrigger[] {
  const triggers = trigger.kind === 'multiple' ? trigger.triggers : [trigger];
  return triggers.filter(({ kind }) => kind === 'conditional');
}

const PASSING: ReadonlySet<string> = new Set(['task', 'manualTask', 'feelScriptTask', 'decisionTask']);
