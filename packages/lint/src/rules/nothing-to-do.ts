import { elementAt, type Rule } from './rule.ts';

/** A process without a single step: each of its cases would be over as it begins. */
export const nothingToDo: Rule = (process, add) => {
  const root = elementAt(process, 0);
  if (root?.type === 'process' && process.elements.length === 1) add('process-empty', 'warning', root.id);
};
