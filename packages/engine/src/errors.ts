/**
 * The engine contradicts itself, or was given a state of another definition: a bug, never a matter of the case. What
 * a diagram or a person can get wrong is an incident or a rejection, both values.
 */
export class EngineBug extends Error {
  readonly code = 'engine.bug';
  override readonly name = 'EngineBug';
}
