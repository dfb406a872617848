export type * from './delivery.ts';
export * from './job-catalogue.ts';
