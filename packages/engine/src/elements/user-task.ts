import type { ElementOf } from '@krok/bpmn/executable';
import {
  beginTransition,
  corrected,
  correctionsOf,
  goOnOpen,
  listensTo,
  offerTaskListener,
} from '../behaviors/task-listeners.ts';
import { createUserTask, evaluateTask } from '../behaviors/user-tasks.ts';
import { Problem } from '../problem.ts';
import type { Behavior } from './behavior.ts';

/** Work for a person. Its listeners are jobs before it is offered, before its update or completion counts, and before it is ended. */
export const userTask: Behavior<ElementOf<'userTask'>> = {
  activate(run, at, element) {
    const given = evaluateTask(run, at, element);
    if (given instanceof Problem) return given;
    if (element.taskListeners === undefined) {
      run.started(at);
      createUserTask(run, at, element, given);
      return null;
    }
    const task = corrected(corrected(given, correctionsOf(at, 'creating')), correctionsOf(at, 'assigning'));
    // Camunda 8: who is named by a listener alone is not assigned by the diagram.
    const transition = given.assignee === null ? (['creating'] as const) : (['creating', 'assigning'] as const);
    const waiting = offerTaskListener(run, at, element, transition, task);
    if (waiting !== 'done') return waiting;
    run.started(at);
    if (LATER.some((on) => listensTo(element, on))) beginTransition(run, at, { task });
    createUserTask(run, at, element, task);
    return null;
  },
  /** Only an update or a completion can have failed: the type of its listener's job. */
  retried: goOnOpen,
};

const LATER = ['completing', 'updating', 'canceling'] as const;
