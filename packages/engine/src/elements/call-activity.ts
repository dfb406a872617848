import type { ElementOf } from '@krok/bpmn/executable';
import { evaluateText } from '../behaviors/expressions.ts';
import { inputsOf, visible } from '../behaviors/variables.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import { raise } from '../behaviors/incidents.ts';
import type { Run } from '../run.ts';
import type { Behavior } from './behavior.ts';

/** The called process is an instance of its own; its end comes as a command. */
export const callActivity: Behavior<ElementOf<'callActivity'>> = {
  activate: call,
  retried(run, at, element) {
    const problem = call(run, at, element);
    if (problem !== null) raise(run, at, problem);
  },
};

function call(run: Run, at: LiveInstance, element: ElementOf<'callActivity'>): Problem | null {
  const processId = evaluateText(run, at, element.calledProcess, 'calledProcess');
  if (processId instanceof Problem) return processId;
  const { bindingType: binding, versionTag } = element;
  const variables = element.propagateAllParentVariables ? visible(at) : element.inputs ? inputsOf(at) : {};
  if (at.status === 'activating') run.started(at);
  const base = { kind: 'callStarted', call: run.newId(), instance: at.id, element: element.index } as const;
  const called = { ...base, processId, binding, variables };
  run.emit(versionTag === undefined ? called : { ...called, versionTag });
  return null;
}
