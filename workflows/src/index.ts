export { claim } from './claim.ts';
export { daily, type DailyInput } from './daily.ts';
export { desk, type DeskInput } from './desk.ts';
export { type EntryInput } from './follow-entry.ts';
export { listing } from './listing.ts';
export { processCase } from './process-case.ts';
