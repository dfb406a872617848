import type { Linked, LinkedElement } from '@krok/engine';

/** Which flows a token can come to, from an element or over a flow: by flows, boundary events and links. */
export class Reach {
  /** Joins that wait until no other token can come. */
  readonly joins: readonly LinkedElement[];
  private readonly linked: Linked;
  private readonly sets = new Map<number, Uint8Array>();

  constructor(linked: Linked) {
    this.linked = linked;
    this.joins = linked.elements.filter(({ arrival }) => arrival === 'synchronized');
  }

  /** Flows that a token in `element` can come to. */
  from(element: number): Uint8Array {
    let set = this.sets.get(element);
    if (set === undefined) {
      set = this.walk(element);
      this.sets.set(element, set);
    }
    return set;
  }

  target(flow: number): number {
    return this.linked.flows[flow]?.target.index ?? 0;
  }

  private walk(start: number): Uint8Array {
    const flows = new Uint8Array(this.linked.flows.length);
    const seen = new Set<number>();
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const element = this.linked.element(at);
      for (const flow of element.outgoing) {
        flows[flow.index] = 1;
        open.push(flow.target.index);
      }
      for (const boundary of element.boundaries) open.push(boundary.index);
      const { definition } = element;
      if ('trigger' in definition && definition.trigger.kind === 'link' && definition.trigger.target !== undefined)
        open.push(definition.trigger.target);
    }
    return flows;
  }
}
