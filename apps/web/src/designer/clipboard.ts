/** What was copied, for every diagram that this page opens: steps go from one procedure into another. */
class Clipboard {
  #copied: unknown;

  get(): unknown {
    return this.#copied;
  }
  set(copied: unknown): void {
    this.#copied = copied;
  }
  clear(): unknown {
    const copied = this.#copied;
    this.#copied = undefined;
    return copied;
  }
  isEmpty(): boolean {
    return this.#copied === undefined;
  }
}

export const clipboardModule: Record<string, unknown> = { clipboard: ['value', new Clipboard()] };
