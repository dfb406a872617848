import type { ElementOf } from '@krok/bpmn/executable';
import { raise } from '../behaviors/incidents.ts';
import { completing } from '../behaviors/completion.ts';
import { throwError, throwEscalation } from '../behaviors/throwing-errors.ts';
import { acceptResult } from '../behaviors/variables.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';
import { reject, rejectVariables } from './reject.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

export function calledCompleted(run: Run, { call, variables }: Of<'calledCompleted'>): Rejection | null {
  const open = run.draft.calls.get(call);
  if (open === undefined) return noSuchCall(call);
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;
  const at = run.draft.instance(open.instance);
  const { propagateAllChildVariables, outputs } = at.element.definition as ElementOf<'callActivity'>;
  run.emit({ kind: 'callEnded', call });
  if (propagateAllChildVariables || outputs !== undefined) acceptResult(run, at, variables);
  completing(run, at);
  return null;
}

/** With a code: a BPMN error of the call activity. Without one, or uncaught: an incident; its resolution calls again. */
export function calledFailed(run: Run, command: Of<'calledFailed'>): Rejection | null {
  const { call, code, message, variables = {} } = command;
  const open = run.draft.calls.get(call);
  if (open === undefined) return noSuchCall(call);
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;
  const at = run.draft.instance(open.instance);
  run.emit({ kind: 'callEnded', call });
  const problem =
    code === undefined ? new Problem('calledProcess', message) : throwError(run, at, code, message, variables);
  if (problem !== null) raise(run, at, problem);
  return null;
}

/** The call activity throws it again; the called instance goes on, unless what catches it interrupts. */
export function calledEscalated(run: Run, { call, code, variables }: Of<'calledEscalated'>): Rejection | null {
  const open = run.draft.calls.get(call);
  if (open === undefined) return noSuchCall(call);
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;
  throwEscalation(run, run.draft.instance(open.instance), code, variables);
  return null;
}

function noSuchCall(call: string): Rejection {
  return reject('noSuchCall', `Expected an open call ${call} but there is none`);
}
