import type { Expression, LoopCharacteristics, LoopEvent } from '@krok/bpmn/executable';
import type { Node } from '../diagram/diagram.ts';
import {
  bodyOf,
  childOf,
  childrenOf,
  extensionOf,
  flagOf,
  numberOf,
  textOf,
  type ModdleElement,
} from '../moddle/moddle-element.ts';
import type { Compilation } from './compilation.ts';
import { triggerOfDefinition } from './events.ts';
import { expressionOf, feelOf, generatedFeel, optionalExpression } from './expressions.ts';
import { variablePath } from './mappings.ts';

export function loopOf(compilation: Compilation, node: Node): LoopCharacteristics | undefined {
  const loop = childOf(node.element, 'loopCharacteristics');
  if (!loop) return undefined;
  return loop.$type === 'bpmn:StandardLoopCharacteristics'
    ? standardLoop(compilation, node, loop)
    : multiInstance(compilation, node, loop);
}

/** BPMN 2.0 §13.3.6. Without condition and maximum the loop never ends. */
function standardLoop(compilation: Compilation, node: Node, loop: ModdleElement): LoopCharacteristics {
  const path = 'standardLoopCharacteristics';
  const condition = bodyOf(loop, 'loopCondition');
  const maximum = numberOf(loop, 'loopMaximum');
  if (maximum !== undefined && (!Number.isSafeInteger(maximum) || maximum < 0)) {
    compilation.report.error(
      'loop-maximum',
      node.id,
      `Expected a whole number from 0 as loopMaximum but it is ${maximum}`,
      path,
    );
  }
  if (condition === undefined && maximum === undefined) {
    compilation.report.error(
      'loop-endless',
      node.id,
      'Expected a loopCondition or a loopMaximum but the loop has neither',
      path,
    );
  }
  return {
    kind: 'standardLoop',
    testBefore: flagOf(loop, 'testBefore'),
    ...(maximum !== undefined && { maximum: { kind: 'static', text: String(maximum) } as const }),
    ...(condition !== undefined && {
      condition: feelOf(compilation, condition, { element: node.id, path: `${path}/loopCondition` }),
    }),
  };
}

function multiInstance(compilation: Compilation, node: Node, loop: ModdleElement): LoopCharacteristics {
  const path = 'multiInstanceLoopCharacteristics';
  const details = extensionOf(loop, 'zeebe:LoopCharacteristics');
  const read = (name: string) => {
    const text = details && textOf(details, name)?.trim();
    return text === '' ? undefined : text;
  };
  const variable = (name: string) => {
    const text = read(name);
    if (text !== undefined) variablePath(compilation, text, node.id, `${path}/${name}`);
    return text;
  };
  const inputElement = variable('inputElement');
  const outputCollection = variable('outputCollection');
  const outputElement = optionalExpression(compilation, read('outputElement'), {
    element: node.id,
    path: `${path}/outputElement`,
  });
  const outputVariable = outputElement && variableOf(outputElement);
  const completion = bodyOf(loop, 'completionCondition');
  const events = loopEvents(compilation, node, loop);
  return {
    kind: 'multiInstance',
    sequential: flagOf(loop, 'isSequential'),
    inputCollection: inputCollection(compilation, node, loop, read('inputCollection')),
    ...(inputElement !== undefined && { inputElement }),
    ...(outputCollection !== undefined && { outputCollection }),
    ...(outputElement && { outputElement }),
    ...(outputVariable !== undefined && outputVariable !== inputElement && { outputVariable }),
    ...(completion !== undefined && {
      completionCondition: feelOf(compilation, completion, { element: node.id, path: `${path}/completionCondition` }),
    }),
    ...(events.length > 0 && { events }),
  };
}

/** Camunda 8: the variable of an `outputElement` that is a name or a path. */
function variableOf(expression: Expression): string | undefined {
  if (expression.kind === 'static') return undefined;
  let node = expression.tree.root;
  while (node.kind === 'path') node = node.source;
  return node.kind === 'variable' && node.name !== 'loopCounter' ? node.name : undefined;
}

/** The collection of zeebe:loopCharacteristics, else BPMN's own cardinality n as the list 1..n. */
function inputCollection(
  compilation: Compilation,
  node: Node,
  loop: ModdleElement,
  collection: string | undefined,
): Expression {
  const path = 'multiInstanceLoopCharacteristics';
  // Static text is no list, ever; Camunda 8 refuses it too.
  if (collection !== undefined)
    return feelOf(compilation, collection, { element: node.id, path: `${path}/inputCollection` });
  const cardinality = bodyOf(loop, 'loopCardinality')?.trim() ?? '';
  const place = { element: node.id, path: `${path}/loopCardinality` };
  const count = cardinality.startsWith('=') ? cardinality.slice(1).trim() : cardinality;
  if (/^\d{1,9}$/.test(cardinality) || (cardinality.startsWith('=') && count !== '')) {
    // The count is checked on its own, so that text around it cannot change the meaning of the generated expression.
    const parsed = expressionOf(compilation, `=${count}`, place);
    return parsed.kind === 'static'
      ? parsed
      : generatedFeel(compilation, `if (${count}) < 1 then [] else for i in 1..(${count}) return i`, place);
  }
  compilation.report.error(
    'multi-instance-collection',
    node.id,
    `Expected an inputCollection or a loopCardinality that is a number or FEEL but ${cardinality === '' ? 'there is neither' : `it is "${cardinality}"`}`,
    path,
  );
  return { kind: 'static', text: '' };
}

/** Events thrown as instances complete (BPMN 2.0 §10.3.8, attribute behavior). */
function loopEvents(compilation: Compilation, node: Node, loop: ModdleElement): readonly LoopEvent[] {
  const behavior = textOf(loop, 'behavior') ?? 'All';
  const path = 'multiInstanceLoopCharacteristics';
  if (behavior === 'None' || behavior === 'One') {
    const definition = childOf(loop, behavior === 'None' ? 'noneBehaviorEventRef' : 'oneBehaviorEventRef');
    if (definition)
      return [
        { when: behavior === 'None' ? 'each' : 'first', trigger: triggerOfDefinition(compilation, node, definition) },
      ];
    compilation.report.error(
      'multi-instance-event',
      node.id,
      `Expected an event definition for behavior "${behavior}" but there is none`,
      path,
    );
    return [];
  }
  if (behavior !== 'Complex') return [];
  return childrenOf(loop, 'complexBehaviorDefinition').flatMap((definition) => {
    const event = childOf(definition, 'event');
    const thrown = event && [...childrenOf(event, 'eventDefinitions'), ...childrenOf(event, 'eventDefinitionRef')];
    const condition = feelOf(compilation, bodyOf(definition, 'condition') ?? '', {
      element: node.id,
      path: 'complexBehaviorDefinition/condition',
    });
    return (thrown ?? []).map(
      (each): LoopEvent => ({ when: 'condition', condition, trigger: triggerOfDefinition(compilation, node, each) }),
    );
  });
}
