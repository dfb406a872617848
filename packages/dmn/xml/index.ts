export { type CompileDmnResult, compileDmn } from './compile-dmn.ts';
export { type FindingRule, findingRules } from './errors.ts';
export type { Finding } from './finding.ts';
export { uploadLimits } from './limits.ts';
