import type { BusinessCalendar } from '@krok/calendar';
import { MOST_VARIABLES } from '@krok/contracts/types';
import {
  type Command,
  earliestDue,
  initialState,
  isToldAtOnce,
  type Rejection,
  startTriggers,
  step,
  type StepEnv,
  tooLarge,
  type Variables,
} from '@krok/engine';
import { type Delivery, MemoryExchange, type SignalScope } from '@krok/exchange';
import { reportEffects } from './report-effects.ts';
import { SimulatorError } from './errors.ts';
import { OpenWork } from './open-work.ts';
import type { RecordedStep } from './recorded-step.ts';
import type { OpenJob, OpenUserTask, SimulatedCase, SimulatedProcess } from './simulated-case.ts';
import { nextTimerStart, type TimerStart, timerStartsOf } from './timer-starts.ts';

export interface SimulationOptions {
  /** Deployed in this order: of two versions of a process the later one is in force. */
  readonly processes: readonly SimulatedProcess[];
  /** Epoch ms at which virtual time begins. */
  readonly now: number;
  /** IANA zone, for example Europe/Warsaw. */
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  /** Characters of JSON text that the variables of a case may take together; default that of the product. */
  readonly mostVariables?: number;
}

/** What a case could not take: it stands still until a person has made room. */
export interface Standstill {
  readonly caseId: string;
  /** The step that it stands after; 0: it has not begun. */
  readonly after: number;
  /** Epoch ms of virtual time. */
  readonly at: number;
  readonly cause: 'tooLarge';
  readonly detail: string;
  /** What was set aside. */
  readonly command: Command['kind'];
}

/** A step in the order of the whole simulation, over all cases. */
export interface LoggedStep {
  readonly caseId: string;
  readonly step: RecordedStep;
}

/** `tooLarge`: the case would hold too much with it, and is as it was. */
export type Answered =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'rejected';
      readonly rejection: Rejection | { readonly code: 'tooLarge'; readonly message: string };
    };

/** Deliveries that one stimulus may cause before it counts as two processes that message each other for ever. */
const MAX_DELIVERIES = 10_000;
/** Timers that may fire at one instant, one after the other, before they count as never ending. */
const MAX_FIRINGS = 10_000;

/**
 * Cases, exchange and clock on virtual time. Every stimulus runs until nothing moves without an outside answer; time
 * passes only in `advanceTo`. Jobs and user tasks stay open until somebody answers them.
 */
export class Simulation {
  readonly #options: SimulationOptions;
  readonly #exchange = new MemoryExchange();
  readonly #cases = new Map<
    string,
    { number: number; process: SimulatedProcess; state: SimulatedCase['state']; steps: RecordedStep[] }
  >();
  /** Cases that wait for time, with the instant, epoch ms. */
  readonly #due = new Map<string, number>();
  readonly #work = new OpenWork();
  readonly #log: LoggedStep[] = [];
  readonly #mostVariables: number;
  #standstills: Standstill[] = [];
  #timerStarts: readonly TimerStart[] = [];
  #now: number;
  #published = 0;

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#now = options.now;
    this.#mostVariables = options.mostVariables ?? MOST_VARIABLES;
    for (const process of options.processes) this.#deploy(process);
  }

  /** Epoch ms of virtual time. */
  get now(): number {
    return this.#now;
  }

  /** In the order of their starts. */
  cases(): readonly SimulatedCase[] {
    return [...this.#cases].map(([caseId, { process, state, steps }]) => ({ caseId, process, state, steps }));
  }

  /** Every step of every case in the order in which it happened. */
  log(): readonly LoggedStep[] {
    return this.#log;
  }

  /** What cases could not take though it happened to them: a person has to make room. Oldest first. */
  standstills(): readonly Standstill[] {
    return this.#standstills;
  }

  /** Oldest first. */
  openJobs(): readonly OpenJob[] {
    return this.#work.jobs();
  }

  /** Oldest first. */
  openUserTasks(): readonly OpenUserTask[] {
    return this.#work.userTasks();
  }

  /** Starts an instance of the version in force through its none start event. */
  start(processId: string, variables: Variables): Answered & { readonly caseId: string } {
    const process = this.#options.processes.findLast((each) => each.linked.executable.processId === processId);
    if (process === undefined)
      throw new SimulatorError('UNKNOWN_PROCESS', `Expected a deployed process but got "${processId}".`);
    const caseId = this.#open(process);
    this.#exchange.caseOpened({ caseId, processId, deployment: process.deployment, memberships: {} });
    const answered = this.#command(caseId, { kind: 'start', variables });
    this.#deliver();
    return { ...answered, caseId };
  }

  /** `timeToLive` in ms. Without an `id` the message is unique. */
  publish(message: {
    readonly id?: string;
    readonly name: string;
    readonly correlationKey: string;
    readonly variables: Variables;
    readonly timeToLive: number;
  }): 'published' | 'duplicate' {
    this.#published += 1;
    const outcome = this.#exchange.publish({ ...message, id: message.id ?? `message-${this.#published}` }, this.#now);
    this.#deliver();
    return outcome;
  }

  signal(name: string, variables: Variables, scope: SignalScope = { kind: 'all' }): void {
    this.#exchange.broadcast(name, variables, scope, null);
    this.#deliver();
  }

  /** Any other command to one case: answers of jobs and people, variables, incidents, cancellation. */
  send(caseId: string, command: Command): Answered {
    const answered = this.#command(caseId, command);
    this.#deliver();
    return answered;
  }

  /** Epoch ms of the next timer, start timers included; null when no time will bring anything. */
  nextDue(): number | null {
    let earliest: number | null = null;
    const consider = (due: number | null): void => {
      if (due !== null && (earliest === null || due < earliest)) earliest = due;
    };
    for (const due of this.#due.values()) consider(due);
    for (const { due } of this.#timerStarts) consider(due);
    return earliest;
  }

  /** Moves the clock; timers due on the way fire in order of their due times, each at its own. */
  advanceTo(instant: number): void {
    if (instant < this.#now)
      throw new SimulatorError('TIME_RUNS_BACKWARDS', `Expected an instant from ${this.#now} on but got ${instant}.`);
    let budget = MAX_FIRINGS;
    for (let due = this.nextDue(); due !== null && due <= instant; due = this.nextDue()) {
      budget = due > this.#now ? MAX_FIRINGS : budget - 1;
      if (budget === 0) {
        throw new SimulatorError(
          'RUNAWAY',
          `Expected time to pass after ${MAX_FIRINGS} timers but more are due at once.`,
        );
      }
      this.#now = Math.max(this.#now, due);
      this.#fireDue();
    }
    this.#now = instant;
  }

  #fireDue(): void {
    const now = this.#now;
    const due = [...this.#due].flatMap(([caseId, at]) => (at <= now ? [caseId] : []));
    const numberOf = (caseId: string) => this.#cases.get(caseId)?.number ?? 0;
    due.sort((left, right) => numberOf(left) - numberOf(right));
    for (const caseId of due) this.#command(caseId, { kind: 'timeDue' });
    const env = this.#env();
    const starts = this.#timerStarts;
    this.#timerStarts = starts.flatMap((each) => (each.due > now ? [each] : (nextTimerStart(each, env) ?? [])));
    for (const { process, startEvent, due } of starts) {
      if (due > now) continue;
      const caseId = this.#open(process);
      const { processId } = process.linked.executable;
      this.#exchange.caseOpened({ caseId, processId, deployment: process.deployment, memberships: {} });
      this.#command(caseId, { kind: 'start', startEvent, variables: {} });
    }
    this.#deliver();
  }

  /** Carries out what the exchange holds, oldest first, until it is empty. */
  #deliver(): void {
    for (let budget = MAX_DELIVERIES; ; budget -= 1) {
      const [delivery] = this.#exchange.deliveries();
      if (delivery === undefined) return;
      if (budget === 0)
        throw new SimulatorError(
          'RUNAWAY',
          `Expected rest after ${MAX_DELIVERIES} deliveries but the processes go on.`,
        );
      if (delivery.kind === 'start') this.#startDelivered(delivery);
      else {
        const answered = this.#command(delivery.caseId, commandOf(delivery));
        const isTaken = answered.kind === 'accepted' || answered.rejection.code === 'tooLarge';
        this.#exchange.settle(delivery.id, { kind: isTaken ? 'accepted' : 'refused' }, this.#now);
      }
    }
  }

  #startDelivered(delivery: Extract<Delivery, { kind: 'start' }>): void {
    const { processId, deployment, startEvent, called, variables } = delivery;
    const process = this.#options.processes.find(
      (each) => each.deployment === deployment && each.linked.executable.processId === processId,
    );
    if (process === undefined)
      throw new SimulatorError('UNKNOWN_PROCESS', `Expected a deployed process but got "${processId}".`);
    const caseId = this.#open(process);
    this.#exchange.settle(delivery.id, { kind: 'started', caseId }, this.#now);
    const answered = this.#command(caseId, {
      kind: 'start',
      variables,
      ...(startEvent === undefined ? {} : { startEvent }),
      ...(called === true && { called }),
    });
    if (answered.kind === 'rejected' && answered.rejection.code !== 'tooLarge') {
      this.#exchange.caseEnded(caseId, { kind: 'terminated', reason: answered.rejection.message }, this.#now);
    }
  }

  #command(caseId: string, command: Command): Answered {
    const found = this.#cases.get(caseId);
    if (found === undefined)
      throw new SimulatorError('UNKNOWN_CASE', `Expected a case of this simulation but got "${caseId}".`);
    const { linked } = found.process;
    const stepped = step(linked, found.state, command, { ...this.#env(), seed: caseId });
    if (stepped.kind === 'rejected') return stepped;
    if (command.kind === 'timeDue') {
      this.#standstills = this.#standstills.filter((each) => each.caseId !== caseId || each.command !== 'timeDue');
    }
    const reason = tooLarge(found.state, stepped.state, { command, events: stepped.events }, this.#mostVariables);
    if (reason !== null) return this.#refuseTooLarge(caseId, command, reason);
    const seq = found.steps.length + 1;
    const env = { now: this.#now, zone: this.#options.zone, calendarVersion: this.#options.calendar.version };
    const recorded: RecordedStep = { seq, commandId: `${caseId}/${seq}`, command, env, events: stepped.events };
    found.state = stepped.state;
    const due = earliestDue(stepped.state);
    if (due === null) this.#due.delete(caseId);
    else this.#due.set(caseId, due);
    found.steps.push(recorded);
    this.#log.push({ caseId, step: recorded });
    this.#work.follow(caseId, linked, stepped.events, this.#now);
    reportEffects(this.#exchange, caseId, stepped.effects, this.#now);
    return { kind: 'accepted' };
  }

  /** As in the product: who gives the command is told, a job has an incident, and anything else is set aside. */
  #refuseTooLarge(caseId: string, command: Command, message: string): Answered {
    if (command.kind === 'completeJob' || command.kind === 'throwJobError') {
      const { job } = command;
      this.#command(caseId, { kind: 'failJob', job, retries: 0, backOff: 0, message: `${message}.` });
    } else if (!isToldAtOnce(command)) {
      const after = this.#cases.get(caseId)?.steps.length ?? 0;
      const standstill: Standstill = {
        caseId,
        after,
        at: this.#now,
        cause: 'tooLarge',
        detail: message,
        command: command.kind,
      };
      this.#standstills = [...this.#standstills, standstill];
      // What is its own is tried again with its next step; what was done is no longer open.
      this.#due.delete(caseId);
      this.#work.setAside(caseId, command);
    }
    return { kind: 'rejected', rejection: { code: 'tooLarge', message } };
  }

  #open(process: SimulatedProcess): string {
    const number = this.#cases.size + 1;
    const caseId = `case-${number}`;
    this.#cases.set(caseId, { number, process, state: initialState(), steps: [] });
    return caseId;
  }

  #deploy(process: SimulatedProcess): void {
    const { deployment, linked } = process;
    const { processId, versionTag } = linked.executable;
    const triggers = startTriggers(linked, this.#env());
    this.#exchange.deploy({
      processId,
      deployment,
      ...(versionTag === undefined ? {} : { versionTag }),
      messageStarts: triggers.filter((each) => each.kind === 'message'),
      signalStarts: triggers.filter((each) => each.kind === 'signal'),
    });
    this.#timerStarts = [
      ...this.#timerStarts.filter((each) => each.process.linked.executable.processId !== processId),
      ...timerStartsOf(process, this.#env()),
    ];
  }

  #env(): StepEnv {
    return { now: this.#now, zone: this.#options.zone, calendar: this.#options.calendar };
  }
}

function commandOf(delivery: Exclude<Delivery, { kind: 'start' }>): Command {
  const { kind } = delivery;
  switch (kind) {
    case 'message': {
      const { subscription, messageId, variables } = delivery;
      return { kind: 'correlateMessage', subscription, messageId, variables };
    }
    case 'signal':
      return { kind: 'broadcastSignal', name: delivery.name, variables: delivery.variables };
    case 'calledCompleted':
      return { kind, call: delivery.call, variables: delivery.variables };
    case 'calledFailed': {
      const { id: _, caseId: __, ...command } = delivery;
      return command;
    }
    case 'calledEscalated':
      return { kind, call: delivery.call, code: delivery.code, variables: delivery.variables };
    case 'cancel':
      return { kind, reason: delivery.reason };
  }
}
