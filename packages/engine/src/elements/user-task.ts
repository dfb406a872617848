import type { ElementOf } from '@krok/bpmn/executable';
import { evaluateInteger, evaluateOptionalText, evaluateTexts } from '../behaviors/expressions.ts';
import { inputsOf } from '../behaviors/variables.ts';
import { Problem } from '../problem.ts';
import type { EngineEvent } from '../types/index.ts';
import type { Behavior } from './behavior.ts';

export const userTask: Behavior<ElementOf<'userTask'>> = {
  activate(run, at, element) {
    const assignee = evaluateOptionalText(run, at, element.assignee);
    if (assignee instanceof Problem) return assignee;
    const candidateGroups = evaluateTexts(run, at, element.candidateGroups);
    if (candidateGroups instanceof Problem) return candidateGroups;
    const candidateUsers = evaluateTexts(run, at, element.candidateUsers);
    if (candidateUsers instanceof Problem) return candidateUsers;
    const dueDate = evaluateOptionalText(run, at, element.dueDate);
    if (dueDate instanceof Problem) return dueDate;
    const followUpDate = evaluateOptionalText(run, at, element.followUpDate);
    if (followUpDate instanceof Problem) return followUpDate;
    const priority = element.priority === undefined ? DEFAULT_PRIORITY : evaluateInteger(run, at, element.priority);
    if (priority instanceof Problem) return priority;
    const formId = element.form?.formId;

    run.started(at);
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
    return null;
  },
};

type Event = Extract<EngineEvent, { readonly kind: 'userTaskCreated' }>;
type Created = { -readonly [K in keyof Event]: Event[K] };

const DEFAULT_PRIORITY = 50;
