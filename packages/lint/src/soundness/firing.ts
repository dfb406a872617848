import {
  type EngineEvent,
  fire,
  initialState,
  type InstanceState,
  type Move,
  step,
  type Step,
  type StepEnv,
} from '@krok/engine';
import { Choices } from './choices.ts';
import { liveProcess, type ModelState, modelState } from './model-state.ts';
import { type Participant, STILL, type System } from './participant.ts';
import { type Happening, happeningsOf } from './happenings.ts';
import { bounded, MOST, withoutTokens } from './saturation.ts';
import type { Bounds, CounterexampleStep } from './soundness.ts';
import type { Unit } from './unit.ts';

type Reading = Pick<Bounds, 'startOnce' | 'oneRecipient'>;

/** A state that can come next. */
export interface Successor {
  readonly state: ModelState;
  readonly step: CounterexampleStep;
  /** Elements that were activated, of `participant`. */
  readonly participant: number;
  readonly activated: readonly number[];
  /** A message went to another pool. */
  readonly sends: boolean;
  /** False where a count stands for "so many or more". */
  readonly exact: boolean;
}

/** Makes happen, by the engine itself, what a unit allows. */
export class Firing {
  private readonly system: System;
  private readonly envs: readonly StepEnv[];
  private choices = new Choices();

  private readonly reading: Reading;
  /** Something that could happen was left out. */
  private hidden = false;

  constructor(system: System, reading: Reading = {}) {
    this.system = system;
    this.reading = reading;
    this.envs = system.participants.map(({ abstract: { questions }, linked }) => ({
      ...STILL,
      evaluate: (question) =>
        questions.answer(question, this.choices, (element) => linked.element(element).entries.map(({ id }) => id)),
    }));
  }

  /** Whether something was left out since this was asked last. */
  takeHidden(): boolean {
    const { hidden } = this;
    this.hidden = false;
    return hidden;
  }

  /** Nothing has started but what has no other start than the none start event. */
  initial(): { readonly states: readonly ModelState[]; readonly begun: readonly Successor[] } {
    const { participants, flows } = this.system;
    const auto = (part: Participant): boolean => part.starts.length === 1 && part.starts[0] === null;
    const empty = modelState({
      instances: [],
      fresh: participants.flatMap((part, at) => {
        const waits = part.starts.length > 0 || (this.reading.startOnce === true && part.startedBy.length > 0);
        return !auto(part) && waits ? [at] : [];
      }),
      bag: flows.map(() => 0),
      improper: [],
      recent: [],
    });
    const begun: Successor[] = [];
    let states: readonly ModelState[] = [empty];
    for (const [participant, part] of participants.entries()) {
      if (!auto(part)) continue;
      const unit: Unit = { kind: 'start', participant, startEvent: null };
      const next = states.flatMap((before) => this.successors(before, unit));
      begun.push(...next);
      states = next.map(({ state }) => state);
    }
    return { states, begun };
  }

  successors(model: ModelState, unit: Unit): readonly Successor[] {
    switch (unit.kind) {
      case 'enter':
      case 'join':
        return this.move(model, unit);
      case 'wait':
        return this.wait(model, unit.at, unit.instance);
      case 'start':
      case 'startBy':
        return this.start(model, unit);
    }
  }

  private move(model: ModelState, unit: Extract<Unit, { kind: 'enter' | 'join' }>): readonly Successor[] {
    const live = model.instances[unit.at];
    const part = live && this.system.participants[live.participant];
    if (live === undefined || part === undefined) return [];
    const element = unit.kind === 'join' ? unit.element : part.reach.target(unit.flows[0] ?? 0);
    const move: Move =
      unit.kind === 'join'
        ? { kind: 'join', scope: unit.scope, element }
        : { kind: 'enter', scope: unit.scope, flow: unit.flows[0] ?? 0 };
    return this.outcomes(live.participant, (env) => fire(part.linked, live.state, move, env)).flatMap((outcome) =>
      outcome.events.length === 0
        ? []
        : this.after(model, unit.at, live.participant, outcome, { element, what: 'enter' }),
    );
  }

  private wait(model: ModelState, at: number, instance: string): readonly Successor[] {
    const live = model.instances[at];
    const part = live && this.system.participants[live.participant];
    if (live === undefined || part === undefined) return [];
    return happeningsOf(part, live.state, instance, model.bag).flatMap((happening) =>
      this.happen(model, at, live.participant, part, live.state, happening),
    );
  }

  private happen(
    model: ModelState,
    at: number,
    participant: number,
    part: Participant,
    state: InstanceState,
    happening: Happening,
  ): readonly Successor[] {
    const { questions } = part.abstract;
    questions.eventHolds = happening.kind === 'move';
    const outcomes = this.outcomes(participant, (env) =>
      happening.kind === 'move'
        ? fire(part.linked, happening.state, happening.move, env)
        : step(part.linked, happening.state, happening.command, env),
    );
    questions.eventHolds = false;
    return outcomes
      .filter((outcome) => happening.ifCaught !== true || isCaught(outcome))
      .flatMap((outcome) =>
        this.after(model, at, participant, { ...outcome, state: happening.counted(outcome.state) }, happening, state),
      );
  }

  private start(model: ModelState, unit: Extract<Unit, { kind: 'start' | 'startBy' }>): readonly Successor[] {
    const { participant, startEvent } = unit;
    const part = this.system.participants[participant];
    if (part === undefined) return [];
    const others = model.instances.filter((each) => each.participant === participant).length;
    const once = this.reading.startOnce === true;
    if (once && unit.kind === 'startBy' && !model.fresh.includes(participant)) return [];
    if (others >= MOST) {
      this.hidden = true;
      return [];
    }
    const by = startEvent !== null ? { startEvent } : part.called ? ({ called: true } as const) : {};
    const command = { kind: 'start', variables: {}, ...by } as const;
    const fresh = unit.kind === 'start' || once ? model.fresh.filter((each) => each !== participant) : model.fresh;
    const consumes = unit.kind === 'startBy' ? unit.flow : undefined;
    const what = {
      element: startEvent ?? part.startByHand,
      what: 'start',
      ...(consumes !== undefined && { consumes }),
    } as const;
    const gateway = part.gatewayBefore.get(startEvent ?? -1);
    return this.outcomes(participant, (env) => step(part.linked, initialState(), command, env))
      .flatMap((outcome) =>
        this.after({ ...model, fresh }, model.instances.length, participant, outcome, what, initialState()),
      )
      .map((each) => (gateway === undefined ? each : { ...each, activated: [gateway, ...each.activated] }));
  }

  /** One engine call for every combination of answers to what it asks. */
  private outcomes(participant: number, run: (env: StepEnv) => Step): readonly Outcome[] {
    const outcomes: Outcome[] = [];
    const env = this.envs[participant] as StepEnv;
    this.choices = new Choices();
    this.choices.each(() => {
      const taken = run(env);
      if (taken.kind === 'stepped') outcomes.push(taken);
    });
    return outcomes;
  }

  /** The message flows on which elements send when they complete: one set, or each that may be. */
  private sentOn(part: Participant, elements: readonly number[]): readonly (readonly number[])[] {
    let sets: readonly (readonly number[])[] = [[]];
    for (const element of elements) {
      const flows = part.sends.get(element) ?? [];
      sets =
        this.reading.oneRecipient === true
          ? sets.flatMap((set) => flows.map((flow) => [...set, flow]))
          : sets.map((set) => [...set, ...flows]);
    }
    return sets;
  }

  private after(
    model: ModelState,
    at: number,
    participant: number,
    { state, events }: Outcome,
    what: Pick<Happening, 'element' | 'what' | 'consumes'>,
    before: InstanceState = model.instances[at]?.state ?? initialState(),
  ): readonly Successor[] {
    const part = this.system.participants[participant] as Participant;
    const seen = look(part, events);
    const { counted, improper } = countEnds(part, before, state, seen.ends);
    const bags = this.sentOn(part, seen.sent).flatMap((flows) => bounded(model.bag, flows, what.consumes));
    const bodies = withoutTokens(before, counted, this.system.most);
    const allImproper =
      improper.length === 0
        ? model.improper
        : [...new Set([...model.improper, ...improper.map((end) => part.linked.element(end).id)])].sort();
    const successors: Successor[] = [];
    for (const body of bodies) {
      for (const bag of bags) {
        const instances = model.instances.slice();
        if (body.state.status === 'active')
          instances[at] = liveProcess(this.system.participants, participant, body.state);
        else instances.splice(at, 1);
        const next = modelState({
          instances,
          fresh: model.fresh,
          bag: bag.counts,
          improper: allImproper,
          recent: seen.flows,
        });
        successors.push({
          state: next,
          step: {
            element: part.linked.element(what.element).id,
            what: what.what,
            flows: seen.flows.map((flow) => part.linked.flows[flow]?.id ?? ''),
          },
          participant,
          activated: seen.activated,
          sends: seen.sent.length > 0,
          exact: body.exact && bag.exact,
        });
      }
    }
    return successors;
  }
}

type Outcome = Pick<Extract<Step, { kind: 'stepped' }>, 'state' | 'events'>;

function isCaught({ events }: Outcome): boolean {
  return events.some((event) => event.kind === 'errorThrown' && event.caughtBy !== undefined);
}

interface Seen {
  readonly activated: readonly number[];
  readonly flows: readonly number[];
  /** Elements that completed and send on message flows. */
  readonly sent: readonly number[];
  /** Ends that were reached, with the scope. */
  readonly ends: readonly { readonly scope: string; readonly element: number }[];
}

function look(part: Participant, events: readonly EngineEvent[]): Seen {
  const activated: number[] = [];
  const flows: number[] = [];
  const sent: number[] = [];
  const ends: { scope: string; element: number }[] = [];
  for (const event of events) {
    if (event.kind === 'elementActivated') {
      activated.push(event.element);
      if (part.ends.has(event.element)) ends.push({ scope: event.scope, element: event.element });
    } else if (event.kind === 'flowTaken') flows.push(event.flow);
    else if (event.kind === 'elementCompleted' && part.sends.has(event.element)) sent.push(event.element);
  }
  return { activated, flows, sent, ends };
}

/** Notes in each scope which of its ends were reached, and tells which were reached again. */
function countEnds(part: Participant, before: InstanceState, after: InstanceState, ends: Seen['ends']) {
  if (ends.length === 0) return { counted: after, improper: [] };
  const improper: number[] = [];
  const instances = { ...after.instances };
  for (const { scope, element } of ends) {
    const key = `end:${element}`;
    const record = instances[scope] ?? before.instances[scope];
    if (record?.note?.[key] === true) improper.push(element);
    const living = instances[scope];
    const canComeAgain = living !== undefined && part.linked.element(element).incoming.length > 0;
    if (living !== undefined && canComeAgain) instances[scope] = { ...living, note: { ...living.note, [key]: true } };
  }
  return { counted: { ...after, instances }, improper };
}
