export * from './job-catalogue.ts';
