import type {
  ElementType,
  ExecutableElement,
  ExecutableFlow,
  ExecutableProcess,
  Expression,
} from '@krok/bpmn/executable';
import { parseExpression } from '@krok/feel';

type Mutable = { -readonly [K in keyof ExecutableElement]: ExecutableElement[K] } & Record<string, unknown>;

/** Builds executable processes without XML: for models that are made by the thousand, or nest too deeply to be drawn. */
export class Build {
  private readonly elements: Mutable[] = [];
  private readonly flows: ExecutableFlow[] = [];
  /** Index of the scope that elements are added to. */
  private scope = -1;

  readonly constant: boolean;
  decisions: ExecutableProcess['decisions'];

  constructor(constant = false) {
    this.constant = constant;
    this.open('process');
  }

  /** Adds an element to the open scope; answers its index. */
  add(type: ElementType, more: Readonly<Record<string, unknown>> = {}): number {
    const index = this.elements.length;
    const element = { type, index, id: `e${index}`, scope: this.scope, incoming: [], outgoing: [], ...more };
    this.elements.push(element as unknown as Mutable);
    const parent = this.elements[this.scope];
    if (parent !== undefined) {
      (parent['children'] as number[]).push(index);
      if (type === 'startEvent') (parent['startEvents'] as number[]).push(index);
      if (type === 'eventSubProcess') (parent['eventSubProcesses'] as number[]).push(index);
    }
    return index;
  }

  /** Opens a scope: what is added next goes inside. */
  open(type: ElementType, more: Readonly<Record<string, unknown>> = {}): number {
    this.scope = this.add(type, { children: [], startEvents: [], eventSubProcesses: [], ...more });
    return this.scope;
  }

  close(): void {
    this.scope = this.elements[this.scope]?.scope ?? -1;
  }

  boundary(host: number, more: Readonly<Record<string, unknown>>): number {
    const index = this.add('boundaryEvent', { attachedTo: host, interrupting: true, ...more });
    const element = this.elements[host] as Mutable;
    element['boundaries'] = [...((element['boundaries'] as number[] | undefined) ?? []), index];
    return index;
  }

  flow(source: number, target: number, condition?: string): number {
    const index = this.flows.length;
    const flow = { index, id: `f${index}`, source, target };
    this.flows.push(condition === undefined ? flow : { ...flow, condition: feel(condition) });
    (this.elements[source] as unknown as { outgoing: number[] }).outgoing.push(index);
    (this.elements[target] as unknown as { incoming: number[] }).incoming.push(index);
    return index;
  }

  element(index: number): object {
    return this.elements[index] ?? {};
  }

  done(): ExecutableProcess {
    const elements = this.elements as unknown as ExecutableElement[];
    const { flows, decisions } = this;
    const process: ExecutableProcess = { formatVersion: 1, processId: 'built', properties: {}, elements, flows };
    return decisions === undefined ? process : { ...process, decisions };
  }
}

export function feel(source: string): Expression {
  const parsed = parseExpression(source);
  if (parsed.kind !== 'parsed') throw new Error(`Expected "${source}" to parse but it does not`);
  return { kind: 'feel', tree: parsed.tree };
}

export const text = (value: string): Expression => ({ kind: 'static', text: value });
export const job = (type: string) => ({ job: { type: text(type), retries: text('3'), headers: {} } });
export const none = { trigger: { kind: 'none' } };
export const timer = (duration: string) => ({
  trigger: { kind: 'timer', timer: { kind: 'duration', value: text(duration) } },
});
