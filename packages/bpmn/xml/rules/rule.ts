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
export function nodeRule(code: FindingRule, clause: string, test: (node: Node, diagram: Diagram) => string | undefined): Rule {
  return {
    code,
    clause,
    check: (diagram, report) => {
      for (const node of nodesOf(diagram)) {
        const message = test(node, diagram);
        if (message !== undefined) report.error(code, node.id, message);
      }
    },
  };
}

export function nodeAdvice(code: FindingRule, clause: string, test: (node: Node, diagram: Diagram) => string | undefined): Rule {
  return {
    code,
    clause,
    check: (diagram, report) => {
      for (const node of nodesOf(diagram)) {
        const message = test(node, diagram);
        if (message !== undefined) report.warning(code, node.id, message);
      }
    },
  };
}

/** As `nodeRule`, of sequence flows. */
export function flowRule(code: FindingRule, clause: string, test: (flow: Flow) => string | undefined): Rule {
  return {
    code,
    clause,
    check: (diagram, report) => {
      for (const flow of diagram.flows) {
        if (![flow.scope, flow.source?.scope, flow.target?.scope].some((scope) => scope?.executable)) continue;
        const message = test(flow);
        if (message !== undefined) report.error(code, flow.id, message);
      }
    },
  };
}

/** As `nodeRule`, of processes and the insides of sub-processes. */
export function scopeRule(code: FindingRule, clause: string, test: (scope: Scope) => string | undefined): Rule {
  return {
    code,
    clause,
    check: (diagram, report) => {
      for (const scope of scopesOf(diagram)) {
        const message = test(scope);
        if (message !== undefined) report.error(code, scope.id, message);
      }
    },
  };
}

export function scopesOf(diagram: Diagram): readonly Scope[] {
  const scopes = diagram.processes.filter((process) => process.executable);
  for (let next = 0; next < scopes.length; next += 1) {
    for (const node of scopes[next]?.nodes ?? []) if (node.content) scopes.push(node.content);
  }
  return scopes;
}

export function nodesOf(diagram: Diagram): readonly Node[] {
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
