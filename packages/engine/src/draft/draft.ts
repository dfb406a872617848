import { EngineBug } from '../errors.ts';
import type { Linked } from '../link.ts';
import type { ElementInstance, InstanceState, Variables } from '../types/index.ts';
import type { LiveInstance } from './live-instance.ts';
import { PagedRecords } from './paged-records.ts';
import { Records } from './records.ts';
import { revive, store } from './stored-instance.ts';

/** The state under change. The state that it came from stays as it is; `finish` gives the new one. */
export class Draft {
  readonly linked: Linked;
  readonly base: InstanceState;
  status: InstanceState['status'];
  nextId: number;
  root: string;
  lastNow: number;
  engineVersion: number;
  halted: string;
  suspended: boolean;
  called: boolean;
  readonly jobs: PagedRecords<InstanceState['jobs'][string][string]>;
  readonly userTasks: PagedRecords<InstanceState['userTasks'][string][string]>;
  readonly subscriptions: Records<InstanceState['subscriptions'][string]>;
  readonly timers: Records<InstanceState['timers'][string]>;
  readonly calls: Records<InstanceState['calls'][string]>;
  readonly incidents: Records<InstanceState['incidents'][string]>;
  /** Instances touched so far, ended ones included. */
  readonly live = new Map<string, LiveInstance>();
  /** Conditions to be checked again: subscription ids. */
  pendingConditions: Set<string> | null = null;
  private instancesChanged = false;
  /** Looked up last, and the root: most events are about one of the two. */
  private recent: LiveInstance | null = null;
  private rootLive: LiveInstance | null = null;

  constructor(linked: Linked, base: InstanceState) {
    this.linked = linked;
    this.base = base;
    this.status = base.status;
    this.nextId = base.nextId;
    this.root = base.root;
    this.lastNow = base.lastNow;
    this.engineVersion = base.engineVersion;
    this.halted = base.halted ?? '';
    this.suspended = base.suspended === true;
    this.called = base.called === true;
    this.jobs = new PagedRecords(base.jobs);
    this.userTasks = new PagedRecords(base.userTasks);
    this.subscriptions = new Records(base.subscriptions);
    this.timers = new Records(base.timers);
    this.calls = new Records(base.calls);
    this.incidents = new Records(base.incidents);
  }

  /** The instance, or undefined when there is none or it has ended. */
  find(id: string): LiveInstance | undefined {
    const live = this.live.get(id);
    if (live !== undefined) return live.gone ? undefined : live;
    return Object.hasOwn(this.base.instances, id) ? this.hydrate(id) : undefined;
  }

  instance(id: string): LiveInstance {
    const { recent, rootLive } = this;
    if (recent !== null && recent.id === id) return recent;
    if (rootLive !== null && rootLive.id === id) return rootLive;
    const live = this.live.get(id) ?? (Object.hasOwn(this.base.instances, id) ? this.hydrate(id) : undefined);
    if (live !== undefined) {
      if (live.scope === null) this.rootLive = live;
      this.recent = live;
      return live;
    }
    throw new EngineBug(`Expected an element instance ${id} but the state has none`);
  }

  /** Whether the instance moves by itself. */
  get moves(): boolean {
    return this.status === 'active' && this.halted === '' && !this.suspended;
  }

  /** All that live, oldest first. */
  instances(): LiveInstance[] {
    const all: LiveInstance[] = [];
    for (const id in this.base.instances) {
      const live = this.find(id);
      if (live !== undefined) all.push(live);
    }
    for (const live of this.live.values()) if (!live.gone && live.number >= this.base.nextId) all.push(live);
    return all;
  }

  /** All that this step has looked at and that still live, oldest first. */
  touched(): LiveInstance[] {
    const all: LiveInstance[] = [];
    for (const live of this.live.values()) if (!live.gone) all.push(live);
    return all.sort((a, b) => a.number - b.number);
  }

  add(live: LiveInstance): void {
    this.live.set(live.id, live);
    this.recent = live;
    this.touch(live);
    if (live.number >= this.nextId) this.nextId = live.number + 1;
  }

  touch(live: LiveInstance): void {
    live.changed = true;
    this.instancesChanged = true;
  }

  /** A record of `owner` was opened under a new id; it ends with its owner. */
  own(owner: LiveInstance, id: string): void {
    if (owner.owned === null) owner.owned = [id];
    else owner.owned.push(id);
    this.touch(owner);
    this.reserve(id);
  }

  /** An id was given away. */
  reserve(id: string): void {
    const number = Number(id);
    if (number >= this.nextId) this.nextId = number + 1;
  }

  disown(ownerId: string, id: string): void {
    const owner = this.live.get(ownerId) ?? this.find(ownerId);
    if (owner === undefined || owner.owned === null) return;
    const at = owner.owned.indexOf(id);
    if (at >= 0) owner.owned.splice(at, 1);
    this.touch(owner);
  }

  /** Variables of `scope` change: the conditions that watch them and stand in or under it are to be checked again. */
  markConditions(scope: LiveInstance, variables: Variables): void {
    const before = scope.variables ?? {};
    for (const id of this.subscriptions.ids()) {
      const subscription = this.subscriptions.get(id);
      if (subscription?.kind !== 'condition' || subscription.pending === true) continue;
      const { names, on } = this.linked.conditionWatch(subscription.element, subscription.trigger);
      const isWatched = (name: string) =>
        Object.hasOwn(variables, name) && (on === null || (on === 'update') === Object.hasOwn(before, name));
      if (!names.some(isWatched) || !within(this.instance(subscription.instance), scope)) continue;
      this.subscriptions.set(id, { ...subscription, pending: true });
      this.awaitCheck(id);
    }
  }

  awaitCheck(condition: string): void {
    this.pendingConditions ??= new Set();
    this.pendingConditions.add(condition);
  }

  finish(): InstanceState {
    const base = this.base;
    const result: { -readonly [K in keyof InstanceState]: InstanceState[K] } = {
      stateVersion: 2,
      engineVersion: this.engineVersion,
      status: this.status,
      nextId: this.nextId,
      root: this.root,
      instances: this.instancesChanged ? this.finishInstances() : base.instances,
      jobs: this.jobs.finish(),
      userTasks: this.userTasks.finish(),
      subscriptions: this.subscriptions.finish(),
      timers: this.timers.finish(),
      calls: this.calls.finish(),
      incidents: this.incidents.finish(),
      lastNow: this.lastNow,
    };
    if (this.halted !== '') result.halted = this.halted;
    if (this.suspended) result.suspended = true;
    if (this.called) result.called = true;
    if (base.definition !== undefined) result.definition = base.definition;
    return result;
  }

  private finishInstances(): InstanceState['instances'] {
    const base = this.base.instances;
    // Nothing is spread for a new instance: V8 spreads a frozen object slowly, and there is nothing in it.
    const result: Record<string, ElementInstance> = this.base.status === 'new' ? {} : { ...base };
    for (const live of this.live.values()) {
      if (!live.gone) {
        if (live.changed) result[live.id] = store(live);
      } else if (live.number < this.base.nextId) delete result[live.id];
    }
    return result;
  }

  /** Makes the stored instance and all its enclosing scopes live; a loop, for diagrams may nest deeply. */
  private hydrate(id: string): LiveInstance {
    const chain: string[] = [];
    let known: LiveInstance | undefined;
    for (let at = id; at !== ''; at = this.base.instances[at]?.scope ?? '') {
      known = this.live.get(at);
      if (known !== undefined) break;
      chain.push(at);
    }
    let scope = known ?? null;
    for (let i = chain.length - 1; i >= 0; i--) {
      const at = chain[i] as string;
      const record = this.base.instances[at] as ElementInstance;
      scope = revive(at, record, this.linked.element(record.element), scope);
      this.live.set(at, scope);
    }
    return scope as LiveInstance;
  }
}

function within(instance: LiveInstance, scope: LiveInstance): boolean {
  for (let at: LiveInstance | null = instance; at !== null; at = at.scope) if (at === scope) return true;
  return false;
}
