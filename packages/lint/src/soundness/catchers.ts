import type { EventTrigger, ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';

interface CaughtCode {
  readonly kind: 'error' | 'escalation';
  readonly code: string;
}

/** What boundary events and event sub-processes around an element would catch of what it may throw. */
export class Catchers {
  private readonly process: ExecutableProcess;
  private readonly known = new Map<number, readonly CaughtCode[]>();

  constructor(process: ExecutableProcess) {
    this.process = process;
  }

  /** Something on its border happens while it waits. */
  hasBoundary(element: ExecutableElement): boolean {
    return (element.boundaries ?? []).some((index) => {
      const event = this.process.elements[index];
      return event !== undefined && triggersOf(event).some(({ kind }) => kind !== 'compensation');
    });
  }

  /** Codes that a job of the element can throw and that are caught; one stands for all where everything is caught. */
  codesAround(element: ExecutableElement): readonly CaughtCode[] {
    let codes = this.known.get(element.index);
    if (codes === undefined) {
      codes = this.collect(element);
      this.known.set(element.index, codes);
    }
    return codes;
  }

  private collect(element: ExecutableElement): readonly CaughtCode[] {
    const codes = new Map<string, CaughtCode>();
    let inner: ExecutableElement | undefined = element;
    while (inner !== undefined) {
      const scope: ExecutableElement | undefined = this.process.elements[inner.scope];
      const events = [...(inner.boundaries ?? [])];
      for (const each of scope !== undefined && 'children' in scope ? scope.eventSubProcesses : []) {
        const inside = this.process.elements[each];
        if (each !== inner.index && inside !== undefined && 'startEvents' in inside) events.push(...inside.startEvents);
      }
      for (const index of events) {
        const event = this.process.elements[index];
        for (const trigger of event === undefined ? [] : triggersOf(event)) {
          if (trigger.kind !== 'error' && trigger.kind !== 'escalation') continue;
          const code = trigger.code?.kind === 'static' ? trigger.code.text : 'any code';
          codes.set(`${trigger.kind} ${code}`, { kind: trigger.kind, code });
        }
      }
      inner = scope;
    }
    return [...codes.values()];
  }
}

function triggersOf(element: ExecutableElement): readonly EventTrigger[] {
  if (!('trigger' in element)) return [];
  return 'triggers' in element.trigger ? element.trigger.triggers : [element.trigger];
}
