import type { ExecutableElement, ExecutableFlow, ExecutableProcess } from '@krok/bpmn/executable';
import { type Names, valueOf } from './expressions.ts';
import type { Account, GameState, Visit } from './state.ts';

/** The diagram, the tokens on it, and the account against which a move is made. */
export class Board {
  readonly executable: ExecutableProcess;
  readonly state: GameState;
  readonly account: Account;

  constructor(executable: ExecutableProcess, state: GameState, account: Account) {
    this.executable = executable;
    this.state = state;
    this.account = account;
  }

  element(index: number): ExecutableElement {
    const found = this.executable.elements[index];
    if (found === undefined) throw new Error(`There is no element ${index}`);
    return found;
  }

  flow(index: number): ExecutableFlow {
    const found = this.executable.flows[index];
    if (found === undefined) throw new Error(`There is no flow ${index}`);
    return found;
  }

  /** Null for one that has ended. */
  visit(id: string): Visit | null {
    return this.state.visits[id] ?? null;
  }

  at(id: string): Visit {
    return this.visit(id) ?? fail(`There is no visit ${id}`);
  }

  /** Oldest first. */
  get visits(): Visit[] {
    return Object.values(this.state.visits);
  }

  inside(scope: Visit): Visit[] {
    return this.visits.filter((each) => each.scope === scope.id);
  }

  /** The loop around its runs: what is asked of the activity is asked of it. */
  isBody(visit: Visit): boolean {
    return this.element(visit.element).loop !== undefined && visit.run === 0;
  }

  put(id: string, element: number, scope: string, run = 0): Visit {
    const visit: Visit = {
      id,
      element,
      scope,
      run,
      phase: 'entered',
      mapped: false,
      heard: 0,
      tokens: {},
      variables: {},
      work: null,
      waits: [],
      asked: 0,
      wanted: {},
      result: null,
      update: null,
      told: 0,
      wish: {},
      telling: false,
      stopped: null,
      results: [],
      given: {},
      seen: {},
      undo: [],
    };
    this.state.visits[id] = visit;
    return visit;
  }

  enter(element: number, scope: string): Visit {
    const { instance } = this.account.hear('elementActivated', { element, scope });
    return this.put(instance, element, scope);
  }

  enterRun(body: Visit, run: number): Visit {
    const { element } = body;
    const told = this.account.hear('elementActivated', { element, scope: body.id, loopCounter: run });
    const visit = this.put(told.instance, element, body.id, run);
    visit.variables = { loopCounter: run };
    return visit;
  }

  remove(visit: Visit): void {
    delete this.state.visits[visit.id];
  }

  tokensOn(scope: Visit, flow: number): number {
    return scope.tokens[flow] ?? 0;
  }

  addToken(scope: Visit, flow: number, count: number): void {
    const left = this.tokensOn(scope, flow) + count;
    if (left === 0) delete scope.tokens[flow];
    else scope.tokens[flow] = left;
  }

  hasTokens(scope: Visit): boolean {
    return Object.keys(scope.tokens).length > 0;
  }

  take(flow: number, scope: Visit): void {
    this.account.hear('flowTaken', { flow, scope: scope.id });
    this.addToken(scope, flow, 1);
  }

  names(visit: Visit, given: Readonly<Record<string, unknown>> = {}): Names {
    return (name) => {
      if (Object.hasOwn(given, name)) return given[name];
      for (let at: Visit | null = visit; at !== null; at = this.visit(at.scope)) {
        if (Object.hasOwn(at.variables, name)) return at.variables[name];
      }
      return null;
    };
  }

  holds(
    expression: Parameters<typeof valueOf>[0],
    visit: Visit,
    given: Readonly<Record<string, unknown>> = {},
  ): boolean {
    return valueOf(expression, this.names(visit, given)) === true;
  }

  /** A result goes to the nearest scope that has the variable, else to the path that a worker chose, else to the process. */
  merge(from: Visit, variables: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(variables)) {
      const around: Visit[] = [];
      for (let at: Visit | null = from; at !== null; at = this.visit(at.scope)) around.push(at);
      const has = around.find((each) => Object.hasOwn(each.variables, name));
      const holder = has ?? around.find(({ path }) => path === true) ?? around.at(-1) ?? from;
      holder.variables[name] = value;
    }
  }

  /** With output mappings a result stays with its element, and only what they map leaves it (Camunda 8). */
  accept(visit: Visit, variables: Readonly<Record<string, unknown>>): void {
    if (this.element(visit.element).outputs === undefined) this.merge(visit, variables);
    else Object.assign(visit.variables, variables);
  }

  /** What a performer gets: what is mapped in, else all that can be seen. */
  given(visit: Visit): Record<string, unknown> {
    return this.element(visit.element).inputs === undefined ? this.seen(visit) : { ...visit.variables };
  }

  seen(visit: Visit): Record<string, unknown> {
    const all: Record<string, unknown> = {};
    for (let at: Visit | null = visit; at !== null; at = this.visit(at.scope))
      Object.assign(all, { ...at.variables, ...all });
    return all;
  }

  /** What a throwing event sends along: its own, which its inputs make. */
  own(visit: Visit): Record<string, unknown> {
    return this.element(visit.element).inputs === undefined ? {} : { ...visit.variables };
  }

  stop(visit: Visit, cause: string): void {
    this.account.hear('incidentRaised', { instance: visit.id, cause });
    visit.stopped = cause;
  }
}

function fail(message: string): never {
  throw new Error(message);
}
