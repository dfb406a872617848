/** Tries every combination of answers to the questions that one engine call asks: a run for each. */
export class Choices {
  private readonly taken: number[] = [];
  private readonly options: number[] = [];
  private at = 0;

  /** One of `options` answers, from 0. */
  choose(options: number): number {
    if (this.at === this.taken.length) {
      this.taken.push(0);
      this.options.push(options);
    }
    return this.taken[this.at++] as number;
  }

  /** Calls `run` once for every combination. */
  each(run: () => void): void {
    do {
      this.at = 0;
      run();
    } while (this.advance());
  }

  private advance(): boolean {
    this.taken.length = this.at;
    this.options.length = this.at;
    while (this.taken.length > 0) {
      const last = this.taken.length - 1;
      const next = (this.taken[last] as number) + 1;
      if (next < (this.options[last] as number)) {
        this.taken[last] = next;
        return true;
      }
      this.taken.pop();
      this.options.pop();
    }
    return false;
  }
}
