import type { ExecutableElement, ExecutableProcess, Expression } from '@krok/bpmn/executable';
import { elementAt, type Rule } from './rule.ts';
import { triggersOf } from './timers.ts';

/** A message goes to one of those that wait for it in a case: of two that wait at the same time one never gets it. */
export const messagesTwice: Rule = (process, add) => {
  for (const element of process.elements) {
    for (const together of waitingTogether(process, element)) {
      const known = new Map<string, string>();
      for (const each of together) {
        for (const { name, text } of messagesOf(each)) {
          const other = known.get(text);
          if (other === undefined) known.set(text, each.id);
          else if (other !== each.id) add('message-twice', 'warning', each.id, { name, other });
        }
      }
    }
  }
};

function waitingTogether(process: ExecutableProcess, element: ExecutableElement): readonly ExecutableElement[][] {
  const at = (indexes: readonly number[]) => indexes.flatMap((index) => elementAt(process, index) ?? []);
  const groups: ExecutableElement[][] = [];
  if (element.boundaries !== undefined) groups.push([element, ...at(element.boundaries)]);
  if (element.type === 'eventBasedGateway') groups.push(at(element.targets));
  if ('children' in element) {
    groups.push(at(at(element.eventSubProcesses).flatMap((each) => ('startEvents' in each ? each.startEvents : []))));
    // Elsewhere the start event of a scope waits for nothing.
    if (element.type === 'process') groups.push(at(element.startEvents));
  }
  return groups;
}

function messagesOf(element: ExecutableElement): readonly { readonly name: string; readonly text: string }[] {
  return triggersOf(element).flatMap((trigger) => {
    if (trigger.kind !== 'message') return [];
    const name = textOf(trigger.name);
    return [{ name, text: `${name}\n${trigger.correlationKey === undefined ? '' : textOf(trigger.correlationKey)}` }];
  });
}

function textOf(expression: Expression): string {
  return expression.kind === 'static' ? expression.text : `= ${expression.tree.source.trim()}`;
}
