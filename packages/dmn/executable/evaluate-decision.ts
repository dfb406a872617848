import type { FeelEnv, FeelValue } from '@krok/feel/executable';
import { type DecisionWarning, UnknownDecisionError } from './errors.ts';
import { Evaluation, type FiredRules, OUT_OF_FUEL } from './evaluation.ts';
import { Graph } from './graph.ts';
import type { LinkedDecisions } from './link-decisions.ts';
import type { DecisionElement } from './types.ts';

export type { FiredRules } from './evaluation.ts';

export type DecisionResult =
  | {
      readonly kind: 'value';
      readonly value: FeelValue;
      /** Why parts are null; empty where nothing was amiss. */
      readonly warnings: readonly DecisionWarning[];
      /** The rules that fired, in order of evaluation: the answer to "why". */
      readonly fired: readonly FiredRules[];
    }
  | { readonly kind: 'outOfFuel' };

/**
 * Evaluates a decision, a decision service or a business knowledge model, by its id or its name. `inputs` are input data
 * by name (of a service its parameters, of a knowledge model its arguments); where imported files have input data of one
 * name, `namespace#name` tells them apart. Pure but for the fuel that it takes from `env`.
 *
 * `reach`: with `declared` logic reads only what its decision requires (DMN 1.5 §10.4); with `everything` it falls back to
 * all inputs by their names, as tables drawn for Camunda 8 expect that declare no input data.
 *
 * @throws UnknownDecisionError if there is nothing of that id or name.
 */
export function evaluateDecision(
  linked: LinkedDecisions,
  decision: string,
  inputs: Readonly<Record<string, FeelValue>>,
  env: FeelEnv,
  reach: 'declared' | 'everything' = 'declared',
): DecisionResult {
  const element = elementOf(linked.executable.elements, decision);
  const evaluation = new Evaluation(env);
  try {
    const value = Graph.of(linked, evaluation, inputs, reach).evaluateTop(element);
    return { kind: 'value', value, warnings: evaluation.warnings, fired: evaluation.fired };
  } catch (error) {
    // A stack that is smaller than the depth limit assumes is a spent budget too, never a crash of the caller.
    if (error === OUT_OF_FUEL || error instanceof RangeError) return { kind: 'outOfFuel' };
    throw error;
  }
}

/** Ids come before names, the deployed file before what it imports. */
function elementOf(elements: readonly DecisionElement[], wanted: string): number {
  const callable = (element: DecisionElement): boolean => element.kind !== 'input';
  const byId = elements.findIndex((element) => callable(element) && element.id === wanted);
  const found = byId >= 0 ? byId : elements.findIndex((element) => callable(element) && element.name === wanted);
  if (found < 0) throw new UnknownDecisionError(`Expected a decision "${wanted}" but there is none.`);
  return found;
}
