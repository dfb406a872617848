export type * from './delivery.ts';
export * from './job-catalogue.ts';
export type * from './scenario.ts';
