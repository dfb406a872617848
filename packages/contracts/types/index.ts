export type * from './delivery.ts';
export * from './job-catalogue.ts';
export * from './most-variables.ts';
export * from './role-of-lane.ts';
export type * from './scenario.ts';
export * from './steps/element-templates.ts';
export type * from './steps/step-template.ts';
export * from './steps/step-templates.ts';
