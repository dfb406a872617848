export { daily, type DailyInput } from './daily.ts';
export { desk, type DeskInput } from './desk.ts';
export { processCase } from './process-case.ts';
