/** From what people draw to what the store keeps and the engine runs. */
export type { FindDecision } from './bind-decisions.ts';
export { compileFiles, type SourceFile } from './compile-files.ts';
export { type CompiledProcedure, compileProcedure } from './compile-procedure.ts';
export { deployableProcess } from './deployable-process.ts';
export { findingRules } from './errors.ts';
export type { ProcedureFinding } from './procedure-finding.ts';
