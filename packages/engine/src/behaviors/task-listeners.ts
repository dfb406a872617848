import type { ElementOf, TaskListener } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import type { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { Json, TaskCorrections, Variables } from '../types/index.ts';
import { completing } from './completion.ts';
import { clearIncident, raise } from './incidents.ts';
import { createJob } from './jobs.ts';
import { closeOne } from './closing.ts';
import { createUserTask, type Task, taskOf } from './user-tasks.ts';
import { acceptResult, setLocal } from './variables.ts';

type UserTask = ElementOf<'userTask'>;
export type ListenedTo = TaskListener['on'];
/** What a listener may not let happen. */
export type Deniable = Exclude<ListenedTo, 'creating' | 'canceling'>;

/**
 * Offers the job of the next listener of a transition (Camunda 8: one after the other, in the order of the diagram).
 * `done`: none is left. Null: the transition goes on when the job is done.
 */
export function offerTaskListener(
  run: Run,
  at: LiveInstance,
  element: UserTask,
  transition: readonly ListenedTo[],
  task: Task,
): 'done' | null | Problem {
  const next = listenersOf(element, transition)[heardBy(at)];
  if (next === undefined) return 'done';
  const { index, listener } = next;
  const isUpdate = listener.on === 'updating';
  const changed: Readonly<Record<string, string>> = isUpdate
    ? { [`${RESERVED}changedAttributes`]: '["variables"]' }
    : {};
  const job = { ...listener.job, headers: { ...element.headers, ...headersOf(task, element), ...changed } };
  return createJob(run, at, job, {
    taskListener: index,
    more: isUpdate ? updateOf(at) : listener.on === 'canceling' ? {} : resultOf(at),
  });
}

/** The listeners of a transition have been heard: the next one begins anew, with what these corrected where it is kept. */
export function beginTransition(run: Run, at: LiveInstance, note: Readonly<Record<string, Json>>): void {
  run.emit({ kind: 'elementNoted', instance: at.id, note: { heard: 0, ...note } });
}

/** A listener has done its job: what it corrected counts at once, and the transition goes on (see `goOnTerminating`). */
export function taskListenerDone(
  run: Run,
  at: LiveInstance,
  on: ListenedTo,
  variables: Variables,
  corrections: TaskCorrections,
): void {
  const said = { ...wantedOf(correctionsOf(at, on)), ...wantedOf(corrections) };
  const heard = heardBy(at) + 1;
  run.emit({ kind: 'elementNoted', instance: at.id, note: { heard, [on]: said, ...given(at, on, variables) } });
  if (on === 'completing' || on === 'updating') goOnOpen(run, at, at.element.definition as UserTask);
  else if (on !== 'canceling') run.queue.add(at);
}

/** It has been asked of a creation, so that those for canceling are heard although its job is done. */
export function taskListenerThrew(run: Run, at: LiveInstance): void {
  const { definition } = at.element;
  if (definition.type !== 'userTask' || at.status !== 'activating' || !listensTo(definition, 'canceling')) return;
  run.emit({ kind: 'elementNoted', instance: at.id, note: { heard: heardBy(at) + 1 } });
}

/** What a listener gives counts with the transition that it is for; else it is set already. */
function given(at: LiveInstance, on: ListenedTo, variables: Variables): Readonly<Record<string, Json>> {
  if (on === 'completing') return { result: { ...resultOf(at), ...variables } };
  return on === 'updating' ? { update: { ...updateOf(at), ...variables } } : {};
}

/** The transition does not take place: the task stays as it was, which for a completed one means that it is offered anew. */
export function deny(run: Run, at: LiveInstance, on: Deniable, reason: string): void {
  const element = at.element.definition as UserTask;
  run.emit({ kind: 'userTaskDenied', instance: at.id, element: element.index, on, reason });
  if (on === 'assigning') {
    const heard = listenersOf(element, ['creating', 'assigning']).length;
    run.emit({ kind: 'elementNoted', instance: at.id, note: { heard, assigning: { assignee: '' } } });
    run.queue.add(at);
    return;
  }
  if (on === 'updating') {
    beginTransition(run, at, { updating: {}, update: null });
    return goOnOpen(run, at, element);
  }
  beginTransition(run, at, { completing: {}, result: null });
  createUserTask(run, at, element, taskOf(run, at, element));
}

/**
 * Variables are to be set at an open task: its listeners are heard before (Camunda 8). An update of an update begins
 * anew, with what both set: what has been said was said of other values.
 */
export function beginUpdate(run: Run, at: LiveInstance, element: UserTask, variables: Variables): void {
  const update = { ...updateOf(at), ...variables };
  if (at.listenerJob !== '') {
    clearIncident(run, at);
    closeOne(run, at, at.listenerJob);
  }
  beginTransition(run, at, { updating: {}, update });
  goOnOpen(run, at, element);
}

/** What was to follow while the case stood still: the next listener of an update or a completion. */
export function goOnStanding(run: Run, at: LiveInstance): void {
  const { definition } = at.element;
  const isFree = at.status === 'active' && at.incident === '' && at.listenerJob === '';
  if (definition.type === 'userTask' && isFree) goOnOpen(run, at, definition);
}

/** Of an open task: the update goes on, then the completion, if somebody asked for them. */
export function goOnOpen(run: Run, at: LiveInstance, element: UserTask): void {
  if (isBeingUpdated(at)) goOnUpdating(run, at, element);
  else if (isBeingCompleted(at)) goOnCompleting(run, at, element);
}

function goOnUpdating(run: Run, at: LiveInstance, element: UserTask): void {
  if (!run.draft.moves) return;
  const corrections = correctionsOf(at, 'updating');
  const task = corrected(taskOf(run, at, element), corrections);
  const waiting = offerTaskListener(run, at, element, ['updating'], task);
  if (waiting === null) return;
  if (waiting !== 'done') return raise(run, at, waiting);
  const update = updateOf(at);
  const open = at.owned?.find((id) => run.draft.userTasks.get(id) !== undefined);
  const isCorrected = Object.keys(corrections).length > 0;
  beginTransition(run, at, { updating: {}, update: null, ...(isCorrected && { task }) });
  setLocal(run, at, update);
  if (isCorrected && open !== undefined) {
    // What people see of a task is written when it is offered.
    closeOne(run, at, open);
    createUserTask(run, at, element, task);
  }
  goOnOpen(run, at, element);
}

/** The person is done: the listeners are heard before the task is. */
function goOnCompleting(run: Run, at: LiveInstance, element: UserTask): void {
  if (!run.draft.moves) return;
  const task = corrected(taskOf(run, at, element), correctionsOf(at, 'completing'));
  const waiting = offerTaskListener(run, at, element, ['completing'], task);
  if (waiting === null) return;
  if (waiting !== 'done') return raise(run, at, waiting);
  acceptResult(run, at, resultOf(at));
  completing(run, at);
}

/** The task with what the listeners of a transition want otherwise: '' and [] clear, absent leaves it. */
export function corrected(task: Task, corrections: TaskCorrections): Task {
  const text = (now: string | null, wanted: string | null | undefined) =>
    wanted === undefined || wanted === null ? now : wanted === '' ? null : wanted;
  return {
    assignee: text(task.assignee, corrections.assignee),
    dueDate: text(task.dueDate, corrections.dueDate),
    followUpDate: text(task.followUpDate, corrections.followUpDate),
    candidateGroups: corrections.candidateGroups ?? task.candidateGroups,
    candidateUsers: corrections.candidateUsers ?? task.candidateUsers,
    priority: corrections.priority ?? task.priority,
  };
}

export function correctionsOf(at: LiveInstance, on: ListenedTo): TaskCorrections {
  return (at.note?.[on] ?? {}) as TaskCorrections;
}

export function listensTo(element: UserTask, on: ListenedTo): boolean {
  return element.taskListeners?.some((listener) => listener.on === on) === true;
}

function listenersOf(element: UserTask, transition: readonly ListenedTo[]) {
  const all = (element.taskListeners ?? []).map((listener, index) => ({ index, listener }));
  return transition.flatMap((on) => all.filter(({ listener }) => listener.on === on));
}

export function heardBy(at: LiveInstance): number {
  return Number(at.note?.['heard'] ?? 0);
}

export function isBeingCompleted(at: LiveInstance): boolean {
  return (at.note?.['result'] ?? null) !== null;
}

export function isBeingUpdated(at: LiveInstance): boolean {
  return (at.note?.['update'] ?? null) !== null;
}

/** The variables that are to be set, until they are. */
function updateOf(at: LiveInstance): Variables {
  return (at.note?.['update'] ?? {}) as Variables;
}

/** What the person completed the task with, until it is complete. */
function resultOf(at: LiveInstance): Variables {
  return (at.note?.['result'] ?? {}) as Variables;
}

function wantedOf(corrections: TaskCorrections): Readonly<Record<string, Json>> {
  const wanted: Record<string, Json> = {};
  for (const [name, value] of Object.entries(corrections))
    if (value !== undefined && value !== null) wanted[name] = value;
  return wanted;
}

/** Under the names that Camunda 8 has for them, so that a worker written for it finds them. */
function headersOf(task: Task, { form }: UserTask): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { [`${RESERVED}priority`]: String(task.priority) };
  if (task.assignee !== null) headers[`${RESERVED}assignee`] = task.assignee;
  if (task.dueDate !== null) headers[`${RESERVED}dueDate`] = task.dueDate;
  if (task.followUpDate !== null) headers[`${RESERVED}followUpDate`] = task.followUpDate;
  if (task.candidateGroups.length > 0) headers[`${RESERVED}candidateGroups`] = JSON.stringify(task.candidateGroups);
  if (task.candidateUsers.length > 0) headers[`${RESERVED}candidateUsers`] = JSON.stringify(task.candidateUsers);
  if (form?.formKey !== undefined) headers[`${RESERVED}formKey`] = form.formKey;
  return headers;
}

const RESERVED = 'io.camunda.zeebe:';
