import type { LinkedElement } from '../link.ts';
import type { CompensationEntry, ElementInstance, Json } from '../types/index.ts';
import { Tokens } from './tokens.ts';

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
  readonly loopCounter: number;
  status: Status;
  children: number;
  incident: string;
  mapped: boolean;
  interrupted: boolean;
  listenersDone: number;
  listenerJob: string;
  variables: Record<string, Json> | null;
  results: readonly (readonly Json[])[] | null;
  note: Readonly<Record<string, Json>> | null;
  owned: string[] | null;
  compensable: readonly CompensationEntry[] | null;
  /** Tokens that wait before a target, by flow index; null for none so far. */
  waiting: Tokens | null;
  /** Completed or terminated within this step. */
  gone: boolean;
  changed: boolean;
  queued: boolean;
  private ownsVariables: boolean;

  // Assigned here and not where they are declared: instances are made by the million, and this is several times faster.
  constructor(id: string, element: LinkedElement, scope: LiveInstance | null, loopCounter: number) {
    this.id = id;
    this.number = Number(id);
    this.element = element;
    this.scope = scope;
    this.loopCounter = loopCounter;
    this.status = 'activating';
    this.children = 0;
    this.incident = '';
    this.mapped = false;
    this.interrupted = false;
    this.listenersDone = 0;
    this.listenerJob = '';
    this.variables = null;
    this.results = null;
    this.note = null;
    this.owned = null;
    this.compensable = null;
    this.waiting = null;
    this.gone = false;
    this.changed = false;
    this.queued = false;
    this.ownsVariables = false;
  }

  /** One run of a looping activity; its scope is the loop's body. */
  get isRun(): boolean {
    return this.loopCounter >= 0;
  }

  /** One path through an ad-hoc sub-process whose worker chooses; its scope is the sub-process. */
  get isPath(): boolean {
    return this.isRun && this.scope !== null && this.scope.element === this.element && !this.scope.isLoopBody;
  }

  /** The loop around the runs of an activity. */
  get isLoopBody(): boolean {
    return this.loopCounter < 0 && this.element.loops;
  }

  tokensOn(flow: number): number {
    return this.waiting === null ? 0 : this.waiting.on(flow);
  }

  hasTokens(): boolean {
    return this.waiting !== null && this.waiting.flows.length > 0;
  }

  addToken(flow: number, count: number): void {
    this.waiting ??= new Tokens();
    this.waiting.add(flow, count);
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

  /** Pages keep a result cheap however many there are: one page is copied, not all. */
  setResult(index: number, value: Json): void {
    const pages = this.results === null ? [] : this.results.slice();
    const at = Math.floor(index / RESULTS_PER_PAGE);
    while (pages.length <= at) pages.push([]);
    const page = (pages[at] ?? []).slice();
    while (page.length < index % RESULTS_PER_PAGE) page.push(null);
    page[index % RESULTS_PER_PAGE] = value;
    pages[at] = page;
    this.results = pages;
  }

  resultAt(index: number): Json {
    return this.results?.[Math.floor(index / RESULTS_PER_PAGE)]?.[index % RESULTS_PER_PAGE] ?? null;
  }

  /** The variables as a value that later writes leave alone. */
  sharedVariables(): Readonly<Record<string, Json>> {
    this.ownsVariables = false;
    return this.variables ?? NO_VARIABLES;
  }
}

export const NO_VARIABLES: Readonly<Record<string, Json>> = Object.freeze({});

const RESULTS_PER_PAGE = 32;
