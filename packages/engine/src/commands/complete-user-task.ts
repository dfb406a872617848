import { completing } from '../behaviors/completion.ts';
import { beginTransition, goOnOpen, isBeingUpdated, listensTo } from '../behaviors/task-listeners.ts';
import { acceptResult } from '../behaviors/variables.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';
import { reject, rejectVariables } from './reject.ts';

export function completeUserTask(
  run: Run,
  { userTask, variables }: Extract<Command, { kind: 'completeUserTask' }>,
): Rejection | null {
  const open = run.draft.userTasks.get(userTask);
  if (open === undefined) return reject('noSuchUserTask', `Expected an open user task ${userTask} but there is none`);
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;
  const at = run.draft.instance(open.instance);
  run.emit({ kind: 'userTaskCompleted', userTask, instance: at.id });
  const { definition } = at.element;
  if (definition.type === 'userTask' && isBeingUpdated(at)) {
    // The listeners of the update are heard out.
    run.emit({ kind: 'elementNoted', instance: at.id, note: { result: variables, completing: {} } });
    return null;
  }
  if (definition.type === 'userTask' && listensTo(definition, 'completing')) {
    beginTransition(run, at, { result: variables, completing: {} });
    goOnOpen(run, at, definition);
    return null;
  }
  acceptResult(run, at, variables);
  completing(run, at);
  return null;
}
