import type { ExecutableElement, ExecutableFlow, ExecutableProcess, ProcessElement } from '@krok/bpmn/executable';
import type { Diagram, Flow, Node, Scope } from '../diagram/diagram.ts';
import { bodyOf, childrenOf, extensionOf, textOf } from '../moddle/moddle-element.ts';
import type { Report } from '../finding.ts';
import { bindCompensationHandlers } from './compensation.ts';
import type { Compilation, GroupOfLane } from './compilation.ts';
import { elementOf } from './element.ts';
import { feelOf } from './expressions.ts';
import type { FeelParser } from './feel-parser.ts';
import { listenersOf } from './jobs.ts';
import { lanesOf } from './lanes.ts';
import { contentOf } from './scopes.ts';

/** Compiles one process. With errors in the report the answer is not to be used. */
export function compileProcess(
  diagram: Diagram,
  process: Scope,
  report: Report,
  parseFeel: FeelParser,
  groupOfLane: GroupOfLane = (lane) => lane,
): ExecutableProcess {
  const nodes = nodesInOrder(process);
  const flows = flowsInOrder(process, nodes);
  const nodeIndexes = new Map(nodes.map((node, position) => [node, position + 1]));
  const flowIndexes = new Map(flows.map((flow, position) => [flow, position]));
  const compilation: Compilation = {
    diagram,
    report,
    parseFeel,
    lanes: lanesOf(process),
    groupOfLane,
    indexOf: (node) => nodeIndexes.get(node) ?? -1,
    flowIndexOf: (flow) => flowIndexes.get(flow) ?? -1,
    compensationHandlerOf: bindCompensationHandlers(diagram),
  };
  const name = textOf(process.element, 'name');
  const tag = extensionOf(process.element, 'zeebe:VersionTag');
  const versionTag = tag && textOf(tag, 'value')?.trim();
  return {
    formatVersion: 1,
    processId: process.id ?? '',
    ...(name !== undefined && name !== '' && { name }),
    ...(versionTag !== undefined && versionTag !== '' && { versionTag }),
    properties: propertiesOf(process),
    elements: [
      processElement(compilation, process),
      ...nodes.map((node): ExecutableElement => elementOf(compilation, node)),
    ],
    flows: flows.map((flow, index) => flowOf(compilation, flow, index)),
  };
}

/** Outer before inner, in the order of the file. */
function nodesInOrder(process: Scope): readonly Node[] {
  const nodes: Node[] = [];
  const pending: Node[] = [...process.nodes].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    nodes.push(node);
    if (node.content) pending.push(...[...node.content.nodes].reverse());
  }
  return nodes;
}

function flowsInOrder(process: Scope, nodes: readonly Node[]): readonly Flow[] {
  const scopes = [process, ...nodes.flatMap((node) => (node.content ? [node.content] : []))];
  return scopes.flatMap((scope) => scope.flows).filter((flow) => flow.source && flow.target);
}

function processElement(compilation: Compilation, process: Scope): ProcessElement {
  const name = textOf(process.element, 'name');
  const listeners = listenersOf(compilation, process.element);
  return {
    type: 'process',
    index: 0,
    id: process.id ?? '',
    scope: -1,
    incoming: [],
    outgoing: [],
    ...(name !== undefined && name !== '' && { name }),
    ...(listeners && { executionListeners: listeners }),
    ...contentOf(compilation, process),
  };
}

function propertiesOf(process: Scope): Readonly<Record<string, string>> {
  const container = extensionOf(process.element, 'zeebe:Properties');
  if (!container) return {};
  return Object.fromEntries(
    childrenOf(container, 'properties').map((property) => [
      textOf(property, 'name') ?? '',
      textOf(property, 'value') ?? '',
    ]),
  );
}

function flowOf(compilation: Compilation, flow: Flow, index: number): ExecutableFlow {
  const name = textOf(flow.element, 'name');
  const condition = bodyOf(flow.element, 'conditionExpression');
  return {
    index,
    id: flow.id ?? '',
    ...(name !== undefined && name !== '' && { name }),
    source: flow.source ? compilation.indexOf(flow.source) : -1,
    target: flow.target ? compilation.indexOf(flow.target) : -1,
    ...(condition !== undefined && {
      condition: feelOf(compilation, condition, { element: flow.id, path: 'conditionExpression' }),
    }),
  };
}
