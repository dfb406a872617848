import type { AdHocSubProcessElement, ElementBase, ExecutableElement, ScopeContent } from '@krok/bpmn/executable';
import type { Node, Scope } from '../diagram/diagram.ts';
import { bodyOf, extensionOf, flagOf, type ModdleElement, textOf } from '../moddle/moddle-element.ts';
import type { Compilation } from './compilation.ts';
import { feelOf } from './expressions.ts';
import { jobOf } from './jobs.ts';
import { variablePath } from './mappings.ts';

/** What a scope holds. Nodes that no scope can run were refused by the rules. */
export function contentOf(compilation: Compilation, scope: Scope): ScopeContent {
  const index = (nodes: readonly Node[]) => nodes.map((node) => compilation.indexOf(node));
  return {
    children: index(scope.nodes),
    startEvents: index(scope.nodes.filter((node) => node.type === 'startEvent')),
    eventSubProcesses: index(scope.nodes.filter(isEventSubProcess)),
  };
}

export function isEventSubProcess(node: Node): boolean {
  return node.content !== undefined && flagOf(node.element, 'triggeredByEvent');
}

export function subProcess(compilation: Compilation, node: Node, base: ElementBase, content: Scope): ExecutableElement {
  const inner = contentOf(compilation, content);
  if (node.type === 'adHocSubProcess') return adHocSubProcess(compilation, node, base, inner);
  if (!isEventSubProcess(node))
    return { ...base, ...inner, type: node.type === 'transaction' ? 'transaction' : 'subProcess' };
  const start = content.nodes.find((candidate) => candidate.type === 'startEvent');
  return {
    ...base,
    ...inner,
    type: 'eventSubProcess',
    start: start ? compilation.indexOf(start) : -1,
    interrupting: start ? flagOf(start.element, 'isInterrupting') : true,
  };
}

function adHocSubProcess(
  compilation: Compilation,
  node: Node,
  base: ElementBase,
  inner: ScopeContent,
): ExecutableElement {
  const details = extensionOf(node.element, 'zeebe:AdHoc');
  const active = details && textOf(details, 'activeElementsCollection')?.trim();
  const completion = bodyOf(node.element, 'completionCondition');
  const output = details && adHocOutput(compilation, node, details);
  const job = jobOf(compilation, node.element);
  const isInTurn = textOf(node.element, 'ordering') === 'Sequential';
  if (job && (active || completion !== undefined || isInTurn)) {
    compilation.report.error(
      'ad-hoc-choice',
      node.id,
      'Expected the worker alone to choose the activities and the end but the diagram says so too: activeElementsCollection, completionCondition or ordering',
      'zeebe:taskDefinition',
    );
  }
  return {
    ...base,
    ...inner,
    type: 'adHocSubProcess',
    cancelRemaining: flagOf(node.element, 'cancelRemainingInstances'),
    sequential: isInTurn,
    ...(job && { job }),
    ...(output && { output }),
    ...(active && {
      activeElements: feelOf(compilation, active, { element: node.id, path: 'zeebe:adHoc/activeElementsCollection' }),
    }),
    ...(completion !== undefined && {
      completionCondition: feelOf(compilation, completion, { element: node.id, path: 'completionCondition' }),
    }),
  };
}

/** Both or neither: a collection of nothing and a result that goes nowhere are mistakes. */
function adHocOutput(compilation: Compilation, node: Node, details: ModdleElement): AdHocSubProcessElement['output'] {
  const collection = textOf(details, 'outputCollection')?.trim() ?? '';
  const element = textOf(details, 'outputElement')?.trim() ?? '';
  if (collection === '' && element === '') return undefined;
  const path = 'zeebe:adHoc';
  if (collection === '' || element === '' || variablePath(compilation, collection, node.id, path).length > 1) {
    compilation.report.error(
      'ad-hoc-output',
      node.id,
      'Expected an outputCollection that is a variable, and an outputElement, but one of them is not there',
      path,
    );
    return undefined;
  }
  return { collection, element: feelOf(compilation, element, { element: node.id, path: `${path}/outputElement` }) };
}
