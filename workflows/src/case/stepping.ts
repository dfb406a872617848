/** How a case steps and follows its log, without Temporal: for whoever drives cases directly (docs/decisions/0002). */
export { CaseRun } from './case-run.ts';
export { follow } from './follow.ts';
export { propose, type Proposal } from './propose.ts';
