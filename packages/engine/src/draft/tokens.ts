/** Tokens by flow. Few flows hold any at a time, so that looking through them beats a map. */
export class Tokens {
  readonly flows: number[] = [];
  readonly counts: number[] = [];

  on(flow: number): number {
    const at = this.flows.indexOf(flow);
    return at < 0 ? 0 : (this.counts[at] as number);
  }

  add(flow: number, count: number): void {
    const at = this.flows.indexOf(flow);
    if (at < 0) {
      this.flows.push(flow);
      this.counts.push(count);
      return;
    }
    const total = (this.counts[at] as number) + count;
    if (total !== 0) {
      this.counts[at] = total;
      return;
    }
    const last = this.flows.length - 1;
    this.flows[at] = this.flows[last] as number;
    this.counts[at] = this.counts[last] as number;
    this.flows.pop();
    this.counts.pop();
  }

  /** One entry per token, by flow. */
  all(): number[] {
    const all: number[] = [];
    for (const [at, flow] of this.flows.entries()) for (let i = 0; i < (this.counts[at] as number); i++) all.push(flow);
    return all.sort((a, b) => a - b);
  }
}
