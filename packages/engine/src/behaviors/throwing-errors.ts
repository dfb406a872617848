import type { EventTrigger, Expression } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { Json, Variables } from '../types/index.ts';
import { type Catcher, findCatcher } from './catchers.ts';
import { evaluateText } from './expressions.ts';
import { terminateInstance } from './termination.ts';

type Coded = Extract<EventTrigger, { kind: 'error' | 'escalation' }>;

/**
 * Throws a BPMN error: caught outside of `at`, which then ends; or a problem. `beforeCaught`: only if it is caught. A called
 * instance ends with what nothing in it catches, and its call activity throws it again (BPMN 2.0 §10.5.1, §13.3.4).
 */
export function throwError(
  run: Run,
  at: LiveInstance,
  code: string,
  message: string,
  variables: Variables,
  beforeCaught: () => void = NOTHING,
): Problem | null {
  const catcher = catcherOf(run, at, 'error', code);
  const thrown = { kind: 'errorThrown', instance: at.id, code, message } as const;
  if (catcher === null) {
    const uncaught = `Expected the error "${code}" to be caught but nothing catches it. ${message}`.trim();
    if (!run.draft.called) return new Problem('uncaughtError', uncaught);
    beforeCaught();
    run.emit(thrown);
    terminateInstance(run, message === '' ? uncaught : message, { error: code, ...leaving(variables) });
    return null;
  }
  beforeCaught();
  run.emit({ ...thrown, caughtBy: catcher.event.index });
  deliver(run, catcher, code, variables);
  return null;
}

/**
 * Throws an escalation: caught outside of `at` or not at all, which is no problem (BPMN 2.0 §10.5.1). What nothing in a called
 * instance catches is its call activity's.
 */
export function throwEscalation(run: Run, at: LiveInstance, code: string, variables: Variables): void {
  const catcher = catcherOf(run, at, 'escalation', code);
  const thrown = { kind: 'escalationThrown', instance: at.id, code } as const;
  if (catcher === null) return run.emit(run.draft.called ? { ...thrown, ...leaving(variables) } : thrown);
  run.emit({ ...thrown, caughtBy: catcher.event.index });
  deliver(run, catcher, code, variables);
}

/** What a caller is told, where there is something. */
function leaving(variables: Variables): { readonly variables?: Variables } {
  return Object.keys(variables).length === 0 ? {} : { variables };
}

/** The code of a throwing event; none is the empty code, which only a catch-all catches. */
export function codeOf(run: Run, at: LiveInstance, code: Expression | undefined): string | Problem {
  return code === undefined ? '' : evaluateText(run, at, code);
}

function catcherOf(run: Run, at: LiveInstance, kind: Coded['kind'], code: string): Catcher | null {
  return findCatcher(run, at, (trigger, owner) => {
    if (trigger.kind !== kind) return 0;
    if (trigger.code === undefined) return 1;
    return evaluateText(run, owner, trigger.code) === code ? 2 : 0;
  });
}

function deliver(run: Run, { event, owner, trigger }: Catcher, code: string, variables: Variables): void {
  const variable = trigger.kind === 'error' || trigger.kind === 'escalation' ? trigger.codeVariable : undefined;
  const all: { readonly [name: string]: Json } =
    variable === undefined ? variables : { ...variables, [variable]: code };
  event.behavior.triggered?.(run, owner, event.definition, { variables: all, trigger: -1 });
}

const NOTHING = (): void => {};
