export { deployableProcess } from './deployable-process.ts';
