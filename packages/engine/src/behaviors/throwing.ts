import type { EventTrigger, JobDefinition } from '@krok/bpmn/executable';
import { type LiveInstance, NO_VARIABLES } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { findCatcher } from './catchers.ts';
import { ALL, compensate, compensateAside } from './compensation.ts';
import { evaluateText } from './expressions.ts';
import { onlyFinish } from './completion.ts';
import { createJob } from './jobs.ts';
import { complete } from './lifecycle.ts';
import { deliverSignal } from './signals.ts';
import { followWith, terminateInside } from './termination.ts';
import { codeOf, throwError, throwEscalation } from './throwing-errors.ts';

/** What an end event or an intermediate event throws when a token comes to it. */
export function throwEvent(
  run: Run,
  at: LiveInstance,
  element: { readonly trigger: EventTrigger; readonly job?: JobDefinition },
): Problem | null {
  if (element.job !== undefined) return createJob(run, at, element.job);
  const { trigger } = element;
  if (trigger.kind !== 'multiple') return throwOne(run, at, trigger, true);
  for (const each of trigger.triggers) {
    const problem = at.gone ? null : throwOne(run, at, each, false);
    if (problem !== null) return problem;
  }
  if (!at.gone) complete(run, at);
  return null;
}

/** `alone`: `at` completes with it. */
function throwOne(run: Run, at: LiveInstance, trigger: EventTrigger, alone: boolean): Problem | null {
  switch (trigger.kind) {
    case 'error': {
      const code = codeOf(run, at, trigger.code);
      return code instanceof Problem ? code : throwError(run, at, code, '', localVariables(at));
    }
    case 'compensation': {
      const activity = trigger.activity ?? ALL;
      const scope = compensatedScope(run, at, activity);
      if (!alone || !trigger.waitForCompletion) {
        compensateAside(run, scope, activity);
        break;
      }
      run.started(at);
      compensate(run, at, scope, activity);
      return null;
    }
    case 'cancel':
      if (at.scope !== null) cancelTransaction(run, at, at.scope);
      return null;
    case 'escalation': {
      const code = codeOf(run, at, trigger.code);
      if (code instanceof Problem) return code;
      throwEscalation(run, at, code, localVariables(at));
      break;
    }
    case 'signal': {
      const name = evaluateText(run, at, trigger.name);
      if (name instanceof Problem) return name;
      // Camunda 8: the event's own variables are passed along. All that is visible would overwrite that of the others.
      const variables = localVariables(at);
      run.emit({ kind: 'signalThrown', element: at.element.index, name, variables });
      deliverSignal(run, name, variables);
      break;
    }
    case 'terminate':
      // BPMN 2.0 §13.5.6: everything else in the scope ends, and the scope with it.
      if (at.scope !== null && !terminateInside(run, at.scope, at)) onlyFinish(run, at.scope);
      break;
    default:
      break;
  }
  if (alone && !at.gone) complete(run, at);
  return null;
}

/** The transaction's cancel boundary event goes on, once all is compensated (BPMN 2.0 §13.5.6). */
export function transactionCancelled(run: Run, at: LiveInstance): Problem | null {
  const catcher = findCatcher(run, at, (trigger) => (trigger.kind === 'cancel' ? 2 : 0));
  if (catcher === null) return new Problem('uncaughtError', 'Expected a cancel boundary event but there is none');
  const { event, owner } = catcher;
  event.behavior.triggered?.(run, owner, event.definition, { variables: NO_VARIABLES, trigger: -1 });
  return null;
}

function cancelTransaction(run: Run, at: LiveInstance, transaction: LiveInstance): void {
  const isEmpty = terminateInside(run, transaction, at);
  run.started(at);
  if (isEmpty) compensate(run, at, transaction, ALL);
  else followWith(run, transaction, { event: at.element.index, by: at.id });
}

/** The scope of the event; that of the enclosing activity where the event stands in an event sub-process. */
function compensatedScope(run: Run, at: LiveInstance, activity: number): LiveInstance {
  const target = activity === ALL ? -1 : run.linked.element(activity).definition.scope;
  let scope = at.scope ?? at;
  while (
    scope.scope !== null &&
    (activity === ALL ? scope.element.behavior.inline === true : scope.element.index !== target)
  ) {
    scope = scope.scope;
  }
  return scope;
}

function localVariables(at: LiveInstance) {
  return at.element.definition.inputs === undefined ? NO_VARIABLES : at.sharedVariables();
}
