import type { Rule } from './rule.ts';

/** Loops that collect nothing though they are to collect something, and those that nothing ever ends. */
export const loops: Rule = (process, add) => {
  for (const { id, loop } of process.elements) {
    if (loop?.kind === 'multiInstance') {
      const isHalf = (loop.outputCollection === undefined) !== (loop.outputElement === undefined);
      if (isHalf) add('loop-output-half', 'warning', id);
    } else if (loop?.condition?.kind === 'feel' && loop.maximum === undefined) {
      const { root } = loop.condition.tree;
      if (root.kind === 'boolean' && root.value) add('loop-without-end', 'warning', id);
    }
  }
};
