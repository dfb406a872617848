import { childOf, childrenOf, flagOf, idOf, isA, localType, type ModdleElement } from '../moddle/moddle-element.ts';
import type { Association, Diagram, Flow, Node, Scope } from './diagram.ts';

export function buildDiagram(definitions: ModdleElement): Diagram {
  const nodes = new Map<ModdleElement, Node>();
  const flows: Flow[] = [];
  const associations: Association[] = [];
  const roots = childrenOf(definitions, 'rootElements');
  const scopes: Scope[] = [];

  const processes = roots
    .filter((root) => isA(root, 'bpmn:Process'))
    .map((process) => openScope(process, undefined, flagOf(process, 'isExecutable')));
  for (let next = 0; next < scopes.length; next += 1) {
    const scope = scopes[next];
    if (scope) fill(scope);
  }
  for (const scope of scopes) link(scope);

  const collaborations = roots.filter((root) => isA(root, 'bpmn:Collaboration'));
  for (const collaboration of collaborations) collectAssociations(collaboration);
  const nodesById = new Map<string, Node>();
  for (const node of nodes.values()) if (node.id !== undefined) nodesById.set(node.id, node);
  return {
    definitions,
    processes,
    nodesById,
    flows,
    associations,
    messageFlows: collaborations.flatMap((collaboration) => childrenOf(collaboration, 'messageFlows')),
    participants: collaborations.flatMap((collaboration) => childrenOf(collaboration, 'participants')),
  };

  function openScope(element: ModdleElement, owner: Node | undefined, executable: boolean): Scope {
    const scope: Scope = { element, id: idOf(element), executable, nodes: [], flows: [], ...(owner && { owner }) };
    scopes.push(scope);
    collectAssociations(element);
    return scope;
  }

  function fill(scope: Scope): void {
    for (const element of childrenOf(scope.element, 'flowElements')) {
      if (!isA(element, 'bpmn:FlowNode')) continue;
      const node: { -readonly [key in keyof Node]: Node[key] } = {
        element,
        id: idOf(element),
        type: localType(element),
        scope,
        incoming: [],
        outgoing: [],
        definitions: [...childrenOf(element, 'eventDefinitions'), ...childrenOf(element, 'eventDefinitionRef')].filter(
          (definition) => isA(definition, 'bpmn:EventDefinition'),
        ),
        boundaries: [],
      };
      nodes.set(element, node);
      scope.nodes.push(node);
      if (isA(element, 'bpmn:SubProcess')) node.content = openScope(element, node, scope.executable);
    }
  }

  function link(scope: Scope): void {
    for (const node of scope.nodes) {
      const host = childOf(node.element, 'attachedToRef');
      const attachedTo = host && nodes.get(host);
      if (!attachedTo) continue;
      Object.assign(node, { attachedTo });
      attachedTo.boundaries.push(node);
    }
    for (const element of childrenOf(scope.element, 'flowElements')) {
      if (!isA(element, 'bpmn:SequenceFlow')) continue;
      const from = childOf(element, 'sourceRef');
      const to = childOf(element, 'targetRef');
      const source = from && nodes.get(from);
      const target = to && nodes.get(to);
      const flow: Flow = { element, id: idOf(element), scope, ...(source && { source }), ...(target && { target }) };
      source?.outgoing.push(flow);
      target?.incoming.push(flow);
      scope.flows.push(flow);
      flows.push(flow);
    }
  }

  function collectAssociations(container: ModdleElement): void {
    for (const element of childrenOf(container, 'artifacts')) {
      if (!isA(element, 'bpmn:Association')) continue;
      const source = childOf(element, 'sourceRef');
      const target = childOf(element, 'targetRef');
      associations.push({ element, ...(source && { source }), ...(target && { target }) });
    }
  }
}
