import type { ElementOf, Expression } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { EngineEvent } from '../types/index.ts';
import { TASKS_CHECKED } from '../version.ts';
import { evaluateInteger, evaluateOptionalText, evaluateTexts } from './expressions.ts';
import { instantOf } from './time.ts';
import { inputsOf } from './variables.ts';

/** What a user task tells about itself, evaluated when it is activated. */
export type Task = {
  readonly assignee: string | null;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly dueDate: string | null;
  readonly followUpDate: string | null;
  readonly priority: number;
};

export function evaluateTask(run: Run, at: LiveInstance, element: ElementOf<'userTask'>): Task | Problem {
  const assignee = evaluateOptionalText(run, at, element.assignee);
  if (assignee instanceof Problem) return assignee;
  const candidateGroups = evaluateTexts(run, at, element.candidateGroups);
  if (candidateGroups instanceof Problem) return candidateGroups;
  const candidateUsers = evaluateTexts(run, at, element.candidateUsers);
  if (candidateUsers instanceof Problem) return candidateUsers;
  const dueDate = evaluateDay(run, at, element.dueDate);
  if (dueDate instanceof Problem) return dueDate;
  const followUpDate = evaluateDay(run, at, element.followUpDate);
  if (followUpDate instanceof Problem) return followUpDate;
  const priority = element.priority === undefined ? DEFAULT_PRIORITY : evaluateInteger(run, at, element.priority);
  if (priority instanceof Problem) return priority;
  if (priority > MAX_PRIORITY && run.draft.engineVersion >= TASKS_CHECKED)
    return new Problem('expression', `Expected a priority of at most ${MAX_PRIORITY} but got ${priority}`);
  return { assignee, candidateGroups, candidateUsers, dueDate, followUpDate, priority };
}

/** Offers the work to people. */
export function createUserTask(run: Run, at: LiveInstance, element: ElementOf<'userTask'>, task: Task): void {
  const { assignee, candidateGroups, candidateUsers, dueDate, followUpDate, priority } = task;
  const formId = element.form?.formId;
  const created: Created = {
    kind: 'userTaskCreated',
    userTask: run.newId(),
    instance: at.id,
    element: element.index,
    candidateGroups,
    candidateUsers,
    priority,
    headers: element.headers,
    variables: inputsOf(at),
  };
  if (assignee !== null) created.assignee = assignee;
  if (dueDate !== null) created.dueDate = dueDate;
  if (followUpDate !== null) created.followUpDate = followUpDate;
  if (formId !== undefined) created.formId = formId;
  run.emit(created);
}

/** As it was offered: remembered where listeners are heard of it later. What a migration brought listeners to is evaluated anew. */
export function taskOf(run: Run, at: LiveInstance, element: ElementOf<'userTask'>): Task {
  const offered = at.note?.['task'];
  if (offered !== undefined) return offered as Task;
  const task = evaluateTask(run, at, element);
  return task instanceof Problem ? PLAIN : task;
}

/** Text that the diagram gives instead of a date was told of at the deployment. What an expression gives is known here first. */
function evaluateDay(run: Run, at: LiveInstance, expression: Expression | undefined): string | null | Problem {
  const day = evaluateOptionalText(run, at, expression);
  if (typeof day !== 'string' || expression?.kind === 'static' || run.draft.engineVersion < TASKS_CHECKED) return day;
  return instantOf(day, run.env) === null
    ? new Problem('expression', `Expected a date, or a date and time, but got "${day.slice(0, 100)}"`)
    : day;
}

type Event = Extract<EngineEvent, { readonly kind: 'userTaskCreated' }>;
type Created = { -readonly [K in keyof Event]: Event[K] };

const DEFAULT_PRIORITY = 50;
const MAX_PRIORITY = 100;
const PLAIN: Task = {
  assignee: null,
  candidateGroups: [],
  candidateUsers: [],
  dueDate: null,
  followUpDate: null,
  priority: DEFAULT_PRIORITY,
};
