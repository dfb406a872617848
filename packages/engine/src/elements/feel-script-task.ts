import type { ElementOf } from '@krok/bpmn/executable';
import { evaluateJson } from '../behaviors/expressions.ts';
import { complete } from '../behaviors/lifecycle.ts';
import { acceptResult } from '../behaviors/variables.ts';
import { Problem } from '../problem.ts';
import type { Behavior } from './behavior.ts';

export const feelScriptTask: Behavior<ElementOf<'feelScriptTask'>> = {
  activate(run, at, element) {
    const value = evaluateJson(run, at, element.expression, null, 'expression');
    if (value instanceof Problem) return value;
    acceptResult(run, at, { [element.resultVariable]: value });
    complete(run, at);
    return null;
  },
};
