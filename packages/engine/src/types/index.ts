export type * from './command.ts';
export type * from './effect.ts';
export type * from './event.ts';
export type * from './json.ts';
export type * from './state.ts';
export type * from './step.ts';
export type * from './migration.ts';
