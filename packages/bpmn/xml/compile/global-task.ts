import type { ElementBase, ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import type { Diagram, Node, Scope } from '../diagram/diagram.ts';
import type { Report } from '../finding.ts';
import { childrenOf, extensionOf, idOf, isA, textOf, type ModdleElement } from '../moddle/moddle-element.ts';
import type { Compilation } from './compilation.ts';
import type { FeelParser } from './feel-parser.ts';
import { mappingsOf } from './mappings.ts';
import { businessRuleTask, scriptTask, userTask } from './tasks.ts';

/** A global task is callable like a process (BPMN 2.0 §10.3.6), and is compiled as a process of this one task. */
export function compileGlobalTasks(
  diagram: Diagram,
  report: Report,
  parseFeel: FeelParser,
): readonly ExecutableProcess[] {
  return childrenOf(diagram.definitions, 'rootElements')
    .filter((root) => isA(root, 'bpmn:GlobalTask') && isCalled(diagram, idOf(root)))
    .map((task) => compileGlobalTask(diagram, task, report, parseFeel));
}

function compileGlobalTask(
  diagram: Diagram,
  task: ModdleElement,
  report: Report,
  parseFeel: FeelParser,
): ExecutableProcess {
  const id = idOf(task);
  const scope: Scope = { element: task, id, executable: true, nodes: [], flows: [] };
  const node: Node = {
    element: task,
    id,
    type: 'task',
    scope,
    incoming: [],
    outgoing: [],
    definitions: [],
    boundaries: [],
  };
  const compilation: Compilation = {
    diagram,
    report,
    parseFeel,
    lanes: new Map(),
    groupOfLane: () => null,
    indexOf: () => 1,
    flowIndexOf: () => -1,
    compensationHandlerOf: () => undefined,
  };
  const name = textOf(task, 'name');
  const base: ElementBase = {
    index: 1,
    // Ids are unique within a process, and the process has the task's own.
    id: `${id ?? ''}_task`,
    scope: 0,
    incoming: [],
    outgoing: [],
    ...(name !== undefined && name !== '' && { name }),
    ...mappingsOf(compilation, task),
  };
  return {
    formatVersion: 1,
    processId: id ?? '',
    ...(name !== undefined && name !== '' && { name }),
    properties: {},
    elements: [
      {
        type: 'process',
        index: 0,
        id: id ?? '',
        scope: -1,
        incoming: [],
        outgoing: [],
        children: [1],
        startEvents: [],
        eventSubProcesses: [],
      },
      taskElement(compilation, node, base),
    ],
    flows: [],
  };
}

function taskElement(compilation: Compilation, node: Node, base: ElementBase): ExecutableElement {
  switch (node.element.$type) {
    case 'bpmn:GlobalScriptTask':
      return scriptTask(compilation, node, base);
    case 'bpmn:GlobalBusinessRuleTask':
      return businessRuleTask(compilation, node, base);
    case 'bpmn:GlobalUserTask':
      return userTask(compilation, node, base);
    case 'bpmn:GlobalManualTask':
      return { ...base, type: 'manualTask' };
    default:
      return { ...base, type: 'task' };
  }
}

function isCalled(diagram: Diagram, id: string | undefined): boolean {
  if (id === undefined) return false;
  for (const node of diagram.nodesById.values()) {
    if (node.type !== 'callActivity' || !node.scope.executable) continue;
    const called = extensionOf(node.element, 'zeebe:CalledElement');
    if (textOf(node.element, 'calledElement') === id || (called && textOf(called, 'processId') === id)) return true;
  }
  return false;
}
