export { processCase } from './process-case.ts';
