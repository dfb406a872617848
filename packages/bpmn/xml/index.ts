export { type CompileOptions, type CompileResult, compileBpmn } from './compile-bpmn.ts';
export { type FindingRule, findingRules } from './errors.ts';
export type { Finding } from './finding.ts';
export { uploadLimits } from './limits.ts';
export { type Feature, type Unsupported, unsupported } from './supported.ts';
