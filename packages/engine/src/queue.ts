import type { LiveInstance } from './draft/live-instance.ts';

/** Instances that can move, oldest first: the order that makes a step a function of its state alone. */
export class Queue {
  private items: LiveInstance[] = [];
  private head = 0;

  add(live: LiveInstance): void {
    if (live.queued) return;
    live.queued = true;
    const { items } = this;
    let at = items.length;
    while (at > this.head && (items[at - 1] as LiveInstance).number > live.number) at--;
    if (at === items.length) items.push(live);
    else items.splice(at, 0, live);
  }

  /** The oldest that completes as its next move, or undefined. */
  takeCompleting(): LiveInstance | undefined {
    for (let at = this.head; at < this.items.length; at++) {
      const live = this.items[at] as LiveInstance;
      if (!canComplete(live)) continue;
      this.items.splice(at, 1);
      live.queued = false;
      return live;
    }
    return undefined;
  }

  /** The oldest that still can move, or undefined. */
  take(): LiveInstance | undefined {
    while (this.head < this.items.length) {
      const live = this.items[this.head++] as LiveInstance;
      live.queued = false;
      if (this.head === this.items.length) {
        this.items.length = 0;
        this.head = 0;
      }
      if (canMove(live)) return live;
    }
    return undefined;
  }
}

/** What completes as its next move. */
export function canComplete(live: LiveInstance): boolean {
  return live.status === 'completing' && canMove(live);
}

export function canMove(live: LiveInstance): boolean {
  return (
    !live.gone &&
    (live.status === 'activating' || live.status === 'completing') &&
    live.incident === '' &&
    live.listenerJob === ''
  );
}

/** Tokens that have come to wait before a target and were not yet looked at. */
export class Arrivals {
  private readonly scopes: LiveInstance[] = [];
  private readonly flows: number[] = [];

  add(scope: LiveInstance, flow: number): void {
    this.scopes.push(scope);
    this.flows.push(flow);
  }

  /** Hands the first, by scope and then by flow, to `take`; answers what that answers, or false when none is left. */
  next<R>(run: R, take: (run: R, scope: LiveInstance, flow: number) => boolean): boolean {
    const { scopes, flows } = this;
    while (flows.length > 0) {
      const last = flows.length - 1;
      let first = last;
      for (let i = 0; i < last; i++) if (this.isBefore(i, first)) first = i;
      const scope = scopes[first] as LiveInstance;
      const flow = flows[first] as number;
      scopes[first] = scopes[last] as LiveInstance;
      flows[first] = flows[last] as number;
      scopes.pop();
      flows.pop();
      if (take(run, scope, flow)) return true;
    }
    return false;
  }

  private isBefore(a: number, b: number): boolean {
    const difference = (this.scopes[a] as LiveInstance).number - (this.scopes[b] as LiveInstance).number;
    return difference === 0 ? (this.flows[a] as number) < (this.flows[b] as number) : difference < 0;
  }
}
