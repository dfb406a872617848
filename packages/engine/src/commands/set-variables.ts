import { beginUpdate, isBeingCompleted, listensTo } from '../behaviors/task-listeners.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';
import { reject, rejectVariables } from './reject.ts';

export function setVariables(
  run: Run,
  { scope, variables }: Extract<Command, { kind: 'setVariables' }>,
): Rejection | null {
  const at = run.draft.find(scope ?? run.draft.root);
  if (at === undefined) return reject('noSuchScope', `Expected an element instance ${scope} but there is none`);
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;
  const { definition } = at.element;
  const isOpen = at.status === 'active' && !at.isLoopBody && !isBeingCompleted(at);
  if (definition.type === 'userTask' && isOpen && listensTo(definition, 'updating'))
    beginUpdate(run, at, definition, variables);
  else setLocal(run, at, variables);
  return null;
}
