import type { Expression } from '@krok/bpmn/executable';
import type { FeelEnv, FeelValue } from '@krok/feel/executable';
import { noteDraws, randomSourceOf } from './behaviors/randomness.ts';
import { apply } from './draft/apply.ts';
import type { Draft } from './draft/draft.ts';
import type { LiveInstance } from './draft/live-instance.ts';
import type { Linked, LinkedElement } from './link.ts';
import { Problem } from './problem.ts';
import { Arrivals, Queue } from './queue.ts';
import type { Json, EngineEvent, StepEnv } from './types/index.ts';
import { DEFAULT_FUEL } from './version.ts';

/** One step under way: reads the draft, emits events, keeps track of the moves that they make possible. */
export class Run {
  readonly linked: Linked;
  readonly draft: Draft;
  readonly env: StepEnv;
  readonly events: EngineEvent[] = [];
  /** Instances that can move. */
  readonly queue = new Queue();
  /** Tokens that came to wait since the last move. */
  readonly arrivals = new Arrivals();
  fuel: number;
  /** What expressions and decisions are evaluated with; all of a step draw on one budget. */
  readonly feelEnv: FeelEnv;
  /** Where expressions look for variables, and what they find before those. */
  private at: LiveInstance | null = null;
  private extra: Readonly<Record<string, Json>> | null = null;
  private readonly lookup = (name: string): FeelValue | undefined => {
    if (this.extra !== null && Object.hasOwn(this.extra, name)) return this.extra[name];
    return this.variable(this.at, name);
  };

  constructor(linked: Linked, draft: Draft, env: StepEnv) {
    this.linked = linked;
    this.draft = draft;
    // Time never runs backwards within an instance.
    this.env = env.now < draft.lastNow ? { ...env, now: draft.lastNow } : env;
    this.fuel = env.fuel ?? DEFAULT_FUEL;
    this.feelEnv = {
      now: this.env.now,
      zone: env.zone,
      calendar: env.calendar,
      fuel: { left: this.fuel * STEPS_PER_MOVE },
      random: randomSourceOf(linked, draft, env.seed),
    };
  }

  emit(event: EngineEvent): void {
    const { now } = this.env;
    if (this.events.length === 0 && now !== this.draft.lastNow) this.write({ kind: 'timePassed', now });
    this.write(event);
  }

  private write(event: EngineEvent): void {
    this.events.push(event);
    apply(this.draft, event);
  }

  newId(): string {
    return String(this.draft.nextId);
  }

  /** Activates `element` in `scope`; `flow`: the waiting token that goes in. */
  enter(element: LinkedElement, scope: LiveInstance, flow = -1): LiveInstance {
    const instance = this.newId();
    if (flow < 0) this.emit({ kind: 'elementActivated', instance, element: element.index, scope: scope.id });
    else this.emit({ kind: 'elementActivated', instance, element: element.index, scope: scope.id, flow });
    const live = this.draft.instance(instance);
    this.queue.add(live);
    return live;
  }

  /** Activates one run of the looping activity whose body is `body`. */
  enterRun(body: LiveInstance, loopCounter: number): LiveInstance {
    const instance = this.newId();
    this.emit({ kind: 'elementActivated', instance, element: body.element.index, scope: body.id, loopCounter });
    const live = this.draft.instance(instance);
    this.queue.add(live);
    return live;
  }

  started(at: LiveInstance): void {
    this.emit({ kind: 'elementStarted', instance: at.id });
  }

  takeFlow(flow: number, scope: LiveInstance): void {
    this.emit({ kind: 'flowTaken', flow, scope: scope.id });
    this.arrivals.add(scope, flow);
  }

  /** The variable that an expression at `at` sees; inner scopes hide outer ones. */
  variable(at: LiveInstance | null, name: string): Json | undefined {
    for (let scope = at; scope !== null; scope = scope.scope) {
      if (scope.variables !== null && Object.hasOwn(scope.variables, name)) return scope.variables[name];
    }
    return undefined;
  }

  /** The value of an expression at `at`; warnings are recorded. `now`: another instant than the step's, epoch ms. */
  evaluate(
    expression: Expression,
    at: LiveInstance,
    extra: Readonly<Record<string, Json>> | null = null,
    now = this.env.now,
  ): FeelValue | Problem {
    if (this.env.evaluate !== undefined && expression.kind === 'feel') {
      return this.env.evaluate({ expression, element: at.element.index, given: extra });
    }
    const { code } = this.linked.expression(expression);
    if (expression.kind === 'static' || code === null) return expression.kind === 'static' ? expression.text : null;
    this.at = at;
    this.extra = extra;
    const env = now === this.env.now ? this.feelEnv : { ...this.feelEnv, now };
    const result = code(this.lookup, env);
    noteDraws(this);
    for (const warning of result.warnings) {
      const { message } = warning;
      this.emit({ kind: 'warningRecorded', instance: at.id, element: at.element.index, message });
    }
    if (result.kind === 'value') return result.value;
    return new Problem('expression', `Expected ${expression.tree.source} to end within its steps but it did not`);
  }
}

const STEPS_PER_MOVE = 100;
