import type { ElementOf, ExecutableProcess } from '@krok/bpmn/executable';
import type { ExecutableDecisions } from '@krok/dmn/executable';
import { compileFiles, type SourceFile } from './compile-files.ts';
import type { findingRules } from './errors.ts';
import type { ProcedureFinding } from './procedure-finding.ts';

/** The decision table that an earlier publication holds under this id, with its id; null where there is none. */
export type FindDecision = (decisionId: string) => Promise<SourceFile | null>;

/**
 * Puts into each process the decisions that its business rule tasks call: cases of this version evaluate these for ever,
 * whatever is published later. A task whose decision id is an expression may call any of the procedure's own.
 */
export async function bindDecisions(
  processes: readonly ExecutableProcess[],
  own: readonly ExecutableDecisions[],
  published: FindDecision,
): Promise<{ readonly processes: readonly ExecutableProcess[]; readonly findings: readonly ProcedureFinding[] }> {
  const findings: ProcedureFinding[] = [];
  const bound: ExecutableProcess[] = [];
  for (const process of processes) {
    const decisions = new Set<ExecutableDecisions>();
    for (const task of process.elements.filter((element) => element.type === 'decisionTask')) {
      const found = await decisionsOf(task, own, published);
      for (const each of found) decisions.add(each);
      if (found.length === 0) findings.push(missing(task));
    }
    bound.push(decisions.size === 0 ? process : { ...process, decisions: [...decisions] });
  }
  return { processes: bound, findings };
}

async function decisionsOf(
  { decisionId }: ElementOf<'decisionTask'>,
  own: readonly ExecutableDecisions[],
  published: FindDecision,
): Promise<readonly ExecutableDecisions[]> {
  if (decisionId.kind === 'feel') return own;
  const id = decisionId.text;
  const held = own.find((decisions) => holds(decisions, id));
  if (held !== undefined) return [held];
  const source = await published(id);
  if (source === null) return [];
  const { decisions } = await compileFiles([source]);
  return decisions.filter((each) => holds(each, id));
}

/** A file's own decisions; those that it imports are its own affair. */
function holds({ elements }: ExecutableDecisions, id: string): boolean {
  return elements.some((element) => element.kind === 'decision' && element.model === 0 && element.id === id);
}

function missing({ id, decisionId }: ElementOf<'decisionTask'>): ProcedureFinding {
  const rule: keyof typeof findingRules = 'decision-missing';
  const wanted = decisionId.kind === 'static' ? `the decision "${decisionId.text}"` : 'at least one decision table';
  return {
    rule,
    severity: 'error',
    element: id,
    message: `Expected ${wanted} beside the diagram or published before but there is none.`,
  };
}
