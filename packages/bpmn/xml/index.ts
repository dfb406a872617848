export {
  type CompileOptions,
  type CompileResult,
  compileBpmn,
  compileDiagram,
  type DiagramModel,
  type MessageFlow,
} from './compile-bpmn.ts';
export type { EmbeddedForm } from './compile/embedded-forms.ts';
export { type FindingRule, findingRules } from './errors.ts';
export type { Finding } from './finding.ts';
export { uploadLimits } from './limits.ts';
export { type EventPlace, type Feature, featuresOf } from './features.ts';
export { neverReached, type Unsupported, unsupported } from './supported.ts';
