import type { ElementOf } from '@krok/bpmn/executable';
import { evaluateDecision } from '@krok/dmn/executable';
import { toJson } from '@krok/feel/executable';
import { evaluateText } from '../behaviors/expressions.ts';
import { noteDraws } from '../behaviors/randomness.ts';
import { sizeOf } from '../behaviors/json-size.ts';
import { complete } from '../behaviors/lifecycle.ts';
import { acceptResult, inputsOf, visible } from '../behaviors/variables.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { Json } from '../types/index.ts';
import { DECISIONS_SEE_ALL, MAX_VARIABLE_SIZE } from '../version.ts';
import type { Behavior } from './behavior.ts';

/** A business rule task with a called decision: evaluated within the step, and the rules that fired are recorded. */
export const decisionTask: Behavior<ElementOf<'decisionTask'>> = {
  activate(run, at, element) {
    const decisionId = evaluateText(run, at, element.decisionId, 'decision');
    if (decisionId instanceof Problem) return decisionId;
    const value = decide(run, at, decisionId);
    if (value instanceof Problem) return value;
    acceptResult(run, at, { [element.resultVariable]: value });
    complete(run, at);
    return null;
  },
};

function decide(run: Run, at: LiveInstance, decisionId: string): Json | Problem {
  const variables = run.draft.engineVersion >= DECISIONS_SEE_ALL ? visible(at) : inputsOf(at);
  const linked = run.linked.decisions(decisionId);
  if (linked === null) return new Problem('decision', `Expected a decision "${decisionId}" but none was published`);
  const result = evaluateDecision(linked, decisionId, variables, run.feelEnv, 'everything');
  noteDraws(run);
  if (result.kind === 'outOfFuel') {
    return new Problem('decision', `Expected decision "${decisionId}" to end within its steps but it did not`);
  }
  const fired = result.fired.map(({ element: decision, table, rules }) => ({ decision, table, rules }));
  run.emit({ kind: 'decisionEvaluated', instance: at.id, element: at.element.index, decisionId, fired });
  for (const { message } of result.warnings) {
    run.emit({ kind: 'warningRecorded', instance: at.id, element: at.element.index, message });
  }
  // DMN 1.5 §8.2.10 leaves a result of null; what a debtor is sent must not hang on a table that contradicts itself.
  const conflict = result.warnings.find(({ code }) => code === 'RULE_CONFLICT');
  if (conflict !== undefined) return new Problem('decision', conflict.message);
  const json = toJson(result.value);
  if (json.kind === 'notJson') return new Problem('decision', `Decision "${decisionId}": ${json.reason}`);
  if (sizeOf(json.json) > MAX_VARIABLE_SIZE) {
    return new Problem(
      'variableTooLarge',
      `Expected a result of at most ${MAX_VARIABLE_SIZE} bytes from "${decisionId}"`,
    );
  }
  return json.json;
}
