import type { Rule } from './rule.ts';
import { triggersOf } from './timers.ts';

/** A key that is the same for every case tells none from another. */
export const correlationKeys: Rule = (process, add) => {
  for (const element of process.elements) {
    for (const trigger of triggersOf(element)) {
      if (trigger.kind !== 'message' || trigger.correlationKey === undefined) continue;
      const { correlationKey: key } = trigger;
      if (key.kind === 'static') add('correlation-key-fixed', 'warning', element.id, { key: key.text });
      else if (key.tree.root.kind === 'string' || key.tree.root.kind === 'number')
        add('correlation-key-fixed', 'warning', element.id, { key: key.tree.source });
    }
  }
};
