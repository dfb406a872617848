import type { LinkedElement } from '../link.ts';
import type { CompensationEntry, ElementInstance, Json } from '../types/index.ts';

type Status = ElementInstance['status'];

/**
 * An element instance while a step works on it: the stored record with its scope and definition at hand. Only `evolve`
 * writes its fields. What it took from the stored record is copied before the first write.
 */
export class LiveInstance {
  readonly id: string;
  readonly number: number;
  readonly element: LinkedElement;
  readonly scope: LiveInstance | null;
  status: Status = 'activating';
  variables: Record<string, Json> | null = null;
  ownsVariables = false;
  /** Flow index -> tokens waiting before its target. */
  waiting: Map<number, number> | null = null;
  children = 0;
  owned: string[] | null = null;
  readonly loopCounter: number;
  note: Readonly<Record<string, Json>> | null = null;
  incident = '';
  mapped = false;
  interrupted = false;
  listenersDone = 0;
  listenerJob = '';
  results: Record<string, Json> | null = null;
  ownsResults = false;
  compensable: readonly CompensationEntry[] | null = null;
  /** Completed or terminated within this step. */
  gone = false;
  changed = false;
  queued = false;

  constructor(id: string, element: LinkedElement, scope: LiveInstance | null, loopCounter: number) {
    this.id = id;
    this.number = Number(id);
    this.element = element;
    this.scope = scope;
    this.loopCounter = loopCounter;
  }

  /** One run of a looping activity; its scope is the loop's body. */
  get isRun(): boolean {
    return this.loopCounter >= 0;
  }

  /** The loop around the runs of an activity. */
  get isLoopBody(): boolean {
    return this.loopCounter < 0 && this.element.loops;
  }

  tokensOn(flow: number): number {
    return this.waiting === null ? 0 : (this.waiting.get(flow) ?? 0);
  }

  addToken(flow: number, count: number): void {
    this.waiting ??= new Map();
    const total = (this.waiting.get(flow) ?? 0) + count;
    if (total === 0) this.waiting.delete(flow);
    else this.waiting.set(flow, total);
  }

  setVariables(variables: Readonly<Record<string, Json>>): void {
    if (this.variables === null) {
      this.variables = variables as Record<string, Json>;
      this.ownsVariables = false;
      return;
    }
    if (!this.ownsVariables) {
      this.variables = { ...this.variables };
      this.ownsVariables = true;
    }
    const own = this.variables;
    for (const name in variables) own[name] = variables[name] as Json;
  }

  /** The variables as a value that later writes leave alone. */
  sharedVariables(): Readonly<Record<string, Json>> {
    this.ownsVariables = false;
    return this.variables ?? NO_VARIABLES;
  }
}

export const NO_VARIABLES: Readonly<Record<string, Json>> = Object.freeze({});
