import { type Injector, service } from './services.ts';

const command = 'krok.together';

/** What is done while a command is prepared belongs to it: one step back undoes all of it. */
class Together {
  preExecute({ act }: { readonly act: () => unknown }): void {
    act();
  }
}

class TogetherCommands {
  static readonly $inject = ['commandStack'];

  constructor(commandStack: { registerHandler(command: string, handler: typeof Together): void }) {
    commandStack.registerHandler(command, Together);
  }
}

export const asOneModule: Record<string, unknown> = {
  __init__: ['togetherCommands'],
  togetherCommands: ['type', TogetherCommands],
};

/**
 * Does what a person did by one click or one answer as one step of the history, however much of the drawing it changes.
 * `act` answers false where it changed nothing: then there is no such step.
 */
export function asOne(of: Injector, act: () => unknown): boolean {
  let isDone = false;
  const commands = service(of, 'commandStack');
  commands.execute(command, { act: () => (isDone = act() !== false) });
  if (!isDone) commands.undo();
  return isDone;
}
