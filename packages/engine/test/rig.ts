import assert from 'node:assert/strict';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import {
  type ByHand,
  type Command,
  type EngineEvent,
  evolve,
  evolveAll,
  inForce,
  initialState,
  type InstanceState,
  type Linked,
  link,
  migrate,
  moves,
  proposeMapping,
  type Rejection,
  step,
  type StepEnv,
} from '@krok/engine';

/** Monday, 16 March 2026, 09:00 in Warsaw: two weeks before the clocks change. */
export const MONDAY = Date.UTC(2026, 2, 16, 8);

export const env: StepEnv = {
  now: MONDAY,
  zone: 'Europe/Warsaw',
  calendar: { version: '1', zone: 'Europe/Warsaw', holidays: [], weekend: [6, 7] },
};

/**
 * An instance under test. Every step is taken from a frozen state that went through JSON, and is checked: the events fold
 * to its state, nothing is left to move, the state is plain JSON.
 */
export class Rig {
  /** In force. */
  linked: Linked;
  state: InstanceState = initialState();
  now = MONDAY;
  calendar = env.calendar;
  readonly events: EngineEvent[] = [];

  /** Semantics to start under, where not the newest. */
  private readonly engineVersion: number | undefined;

  constructor(executable: ExecutableProcess, engineVersion?: number) {
    this.linked = link(executable);
    this.engineVersion = engineVersion;
  }

  send(command: Command, fuel?: number): readonly EngineEvent[] {
    const before = stored(this.state);
    const taken = step(this.linked, before, command, this.env(fuel));
    if (taken.kind === 'rejected') assert.fail(`${command.kind} was rejected: ${taken.rejection.message}`);
    assertPlain(taken.state);
    assert.deepEqual(evolveAll(this.linked, before, taken.events), taken.state, 'events fold to the state');
    if (taken.events.length <= 100) {
      let folded = before;
      for (const event of taken.events) folded = evolve(this.linked, folded, event);
      assert.deepEqual(folded, taken.state, 'events fold one by one to the state');
    }
    assert.deepEqual(moves(this.linked, taken.state), [], 'no move is left');
    this.state = taken.state;
    for (const event of taken.events) this.events.push(event);
    return taken.events;
  }

  /** Goes over to another version of the process, by a command like any other; checked as every step is. */
  migrate(executable: ExecutableProcess, byHand: ByHand = {}): readonly EngineEvent[] {
    const to = link(executable);
    return this.tryMigration(migration(this.linked, to, byHand), to) ?? assert.fail('the migration was rejected');
  }

  /** Null where it is refused, which changes nothing. */
  tryMigration(command: Extract<Command, { kind: 'migrate' }>, to: Linked): readonly EngineEvent[] | null {
    const before = stored(this.state);
    const taken = step(this.linked, before, command, this.migrating(to));
    if (taken.kind === 'rejected') {
      assert.equal(taken.rejection.code, 'migrationRefused', taken.rejection.message);
      return null;
    }
    assertPlain(taken.state);
    assert.deepEqual(
      evolveAll(this.linked, before, taken.events, () => to),
      taken.state,
      'events fold to the state',
    );
    let folded = before;
    for (const event of taken.events) {
      folded = stored(
        evolve(
          inForce(this.linked, folded, () => to),
          folded,
          event,
          () => to,
        ),
      );
    }
    assert.deepEqual(folded, taken.state, 'events fold one by one to the state');
    assert.deepEqual(moves(to, taken.state), [], 'no move is left');
    this.linked = to;
    this.state = taken.state;
    for (const event of taken.events) this.events.push(event);
    return taken.events;
  }

  /** Codes and elements of why it can't go over. */
  misfits(executable: ExecutableProcess, byHand: ByHand = {}): readonly string[] {
    const to = link(executable);
    const command = migration(this.linked, to, byHand);
    const before = stored(this.state);
    const tried = migrate(this.linked, to, before, command, this.migrating(to));
    assert.equal(tried.kind, 'refused');
    assert.equal(this.refusal(command, to), 'migrationRefused');
    return tried.kind === 'refused' ? tried.findings.map(({ code, element }) => `${code} ${element}`) : [];
  }

  refusal(command: Command, to: Linked): string {
    const taken = step(this.linked, stored(this.state), command, this.migrating(to));
    return taken.kind === 'rejected' ? taken.rejection.code : assert.fail('it was not refused');
  }

  private migrating(to: Linked): StepEnv {
    return { ...this.env(), definitionOf: (hash) => (hash === 'new' ? to : undefined) };
  }

  takes(command: Command): boolean {
    return step(this.linked, stored(this.state), command, this.env()).kind === 'stepped';
  }

  reject(command: Command): Rejection {
    const before = stored(this.state);
    const taken = step(this.linked, before, command, this.env());
    assert.equal(taken.kind, 'rejected', `${command.kind} is rejected`);
    return (taken as Extract<typeof taken, { kind: 'rejected' }>).rejection;
  }

  /** Index of the element with this id. */
  index(id: string): number {
    const found = this.linked.elements.find((element) => element.id === id);
    return found?.index ?? assert.fail(`there is no element ${id}`);
  }

  private env(fuel?: number): StepEnv {
    const { now, calendar, engineVersion } = this;
    return {
      ...env,
      now,
      calendar,
      ...(engineVersion !== undefined && { engineVersion }),
      ...(fuel !== undefined && { fuel }),
    };
  }
}

export function migration(from: Linked, to: Linked, byHand: ByHand = {}): Extract<Command, { kind: 'migrate' }> {
  const mapping = proposeMapping(from, to, byHand);
  return { kind: 'migrate', definition: 'new', source: 'old', deployment: 'd2', mapping, reason: 'test' };
}

export async function compiled(xml: string): Promise<ExecutableProcess> {
  const result = await compileBpmn(xml);
  assert.ok(result.deployable, JSON.stringify(result.findings));
  return result.processes[0] ?? assert.fail('the file has no executable process');
}

/** As a driver that stores every state would hand it over. */
export function stored<T>(value: T): T {
  return frozen(JSON.parse(JSON.stringify(value)) as T);
}

export function frozen<T>(value: T): T {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const at = open.pop();
    if (typeof at !== 'object' || at === null || Object.isFrozen(at)) continue;
    Object.freeze(at);
    open.push(...Object.values(at));
  }
  return value;
}

export function assertPlain(value: unknown): void {
  assert.deepEqual(JSON.parse(JSON.stringify(value)), value, 'the state is plain JSON');
}
