/** Thrown and caught within the parser: the grammar accepts what the language does not. */
export class BuildError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}
