import type { CompiledProcedure, ProcedureFinding } from '@krok/deployment';
import { readStartRule } from '@krok/receivables';

/** A start rule that is none would start nothing, and nobody would know: each property that is wrong is an error. */
export function startRuleFindings(compiled: CompiledProcedure): ProcedureFinding[] {
  if (!compiled.deployable) return [];
  return compiled.processes.flatMap(({ processId, properties }) => {
    const read = readStartRule(properties);
    if (read.kind !== 'wrong') return [];
    return read.problems.map(({ property, expected, got }) => ({
      rule: 'start-rule',
      severity: 'error' as const,
      element: processId,
      path: `properties/${property}`,
      message: `Expected the property "${property}" to be ${expected} but ${got === null ? 'it is missing' : `it is "${got}"`}: no case would start by itself.`,
    }));
  });
}
