import { definitionKinds, type Diagram, type Flow, type Node, type Scope } from '../diagram/diagram.ts';
import type { FindingRule } from '../errors.ts';
import type { Report } from '../finding.ts';

/** One rule of BPMN that decides whether a file may be deployed. Its reason is in the catalogue of `errors.ts`. */
export interface Rule {
  readonly code: FindingRule;
  /** Where the specification says so. */
  readonly clause: string;
  check(diagram: Diagram, report: Report): void;
}

/** Text of the finding where a node breaks the rule. Only nodes of executable processes are asked. */
type NodeTest = (node: Node, diagram: Diagram) => string | undefined;
type FlowTest = (flow: Flow) => string | undefined;
type ScopeTest = (scope: Scope) => string | undefined;

/** Refuses the file where the test gives a text. Only nodes of executable processes are asked. */
export function nodeRule(code: FindingRule, clause: string, test: NodeTest): Rule {
  return {
    code,
    clause,
    check: (diagram, report) => eachNode(diagram, test, (id, message) => report.error(code, id, message)),
  };
}

/** As `nodeRule`, where a diagram that breaks it still runs. */
export function nodeAdvice(code: FindingRule, clause: string, test: NodeTest): Rule {
  return {
    code,
    clause,
    check: (diagram, report) => eachNode(diagram, test, (id, message) => report.warning(code, id, message)),
  };
}

/** As `nodeRule`, of processes and the insides of sub-processes. */
export function scopeRule(code: FindingRule, clause: string, test: ScopeTest): Rule {
  return {
    code,
    clause,
    check: (diagram, report) => eachScope(diagram, test, (id, message) => report.error(code, id, message)),
  };
}

export function scopeAdvice(code: FindingRule, clause: string, test: ScopeTest): Rule {
  return {
    code,
    clause,
    check: (diagram, report) => eachScope(diagram, test, (id, message) => report.warning(code, id, message)),
  };
}

/** As `nodeRule`, of sequence flows with an end in an executable process. */
export function flowRule(code: FindingRule, clause: string, test: FlowTest): Rule {
  return {
    code,
    clause,
    check: (diagram, report) => eachFlow(diagram, test, (id, message) => report.error(code, id, message)),
  };
}

export function flowAdvice(code: FindingRule, clause: string, test: FlowTest): Rule {
  return {
    code,
    clause,
    check: (diagram, report) => eachFlow(diagram, test, (id, message) => report.warning(code, id, message)),
  };
}

export function scopesOf(diagram: Diagram): readonly Scope[] {
  const scopes = diagram.processes.filter((process) => process.executable);
  for (let next = 0; next < scopes.length; next += 1) {
    for (const node of scopes[next]?.nodes ?? []) if (node.content) scopes.push(node.content);
  }
  return scopes;
}

function nodesOf(diagram: Diagram): readonly Node[] {
  return scopesOf(diagram).flatMap((scope) => scope.nodes);
}

/** "timer" or "no event definition", for messages. */
export function describeKinds(kinds: readonly string[]): string {
  return kinds.length === 0 ? 'no event definition' : kinds.join(' and ');
}

/** The first kind of an event definition that is not allowed here. */
export function foreignKind(node: Node, allowed: readonly string[]): string | undefined {
  return definitionKinds(node).find((kind) => !allowed.includes(kind));
}

function eachFlow({ flows }: Diagram, test: FlowTest, found: (id: string | undefined, message: string) => void): void {
  for (const flow of flows) {
    if (![flow.scope, flow.source?.scope, flow.target?.scope].some((scope) => scope?.executable)) continue;
    const message = test(flow);
    if (message !== undefined) found(flow.id, message);
  }
}

function eachNode(diagram: Diagram, test: NodeTest, found: (id: string | undefined, message: string) => void): void {
  for (const node of nodesOf(diagram)) {
    const message = test(node, diagram);
    if (message !== undefined) found(node.id, message);
  }
}

function eachScope(diagram: Diagram, test: ScopeTest, found: (id: string | undefined, message: string) => void): void {
  for (const scope of scopesOf(diagram)) {
    const message = test(scope);
    if (message !== undefined) found(scope.id, message);
  }
}
