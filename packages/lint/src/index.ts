/**
 * Checks of a diagram before it runs: `checkDiagram(xml, options)` answers whether it can be deployed, with findings in
 * English and Polish, and how it behaves whatever the data are (`soundness`). Synchronous inside and free of node's
 * built-ins: made for a web worker as well.
 */
export type { CheckOptions } from './check-options.ts';
export { checkDiagram, type DiagramCheck } from './check-diagram.ts';
export { type LintRule, lintRules } from './errors.ts';
export type { LintFinding } from './finding.ts';
export { boundPl } from './texts/bound-pl.ts';
export { checkSoundness } from './soundness/check-soundness.ts';
export type { Bounds, Counterexample, CounterexampleStep, Soundness, Verdict } from './soundness/soundness.ts';
