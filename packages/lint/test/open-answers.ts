import type { EventTrigger, ExecutableElement, ExecutableProcess, Expression } from '@krok/bpmn/executable';
import type { Linked, Question } from '@krok/engine';
import { type FeelValue, linkExpression } from '@krok/feel/executable';

/** What an expression may give; one answer where it makes no difference. */
export type Ask = (question: Question, linked: Linked) => readonly FeelValue[];

/** What data would decide, by the expression that asks for it. What is not here is 1. */
export function answersOf({ elements, flows }: ExecutableProcess): ReadonlyMap<Expression, Ask> {
  const asks = new Map<Expression, Ask>();
  const either = (expression: Expression | undefined): void => {
    if (expression !== undefined) asks.set(expression, () => [false, true]);
  };
  for (const { condition } of flows) either(condition);
  for (const element of elements) {
    for (const trigger of triggersOf(element)) if (trigger.kind === 'conditional') either(trigger.condition);
    const { loop } = element;
    if (loop?.kind === 'standardLoop') {
      const { condition } = loop;
      if (condition !== undefined)
        asks.set(condition, ({ given }) => (Number(given?.['loopCounter'] ?? 0) < 3 ? [false, true] : [false]));
    } else if (loop?.kind === 'multiInstance') {
      asks.set(loop.inputCollection, () => [[1], [1, 2], []]);
      either(loop.completionCondition);
      for (const event of loop.events ?? []) if (event.when === 'condition') either(event.condition);
    }
    if (element.type === 'adHocSubProcess') {
      either(element.completionCondition);
      if (element.activeElements !== undefined)
        asks.set(element.activeElements, ({ element: at }, linked) => {
          const ids = linked.element(at).entries.map(({ id }) => id);
          return subsets(ids);
        });
    }
    if (element.type === 'complexGateway' && element.activationCondition?.kind === 'feel') {
      const { tree } = element.activationCondition;
      const code = linkExpression(tree);
      const isCount = tree.reads.every((name) => name === 'activationCount');
      asks.set(element.activationCondition, ({ given }) => {
        if (!isCount) return [false, true];
        const result = code((name) => given?.[name], { now: 0, zone: 'UTC', calendar: CALENDAR, fuel: { left: 1000 } });
        return [result.kind === 'value' ? result.value : null];
      });
    }
  }
  return asks;
}

export function subsets(ids: readonly string[]): readonly (readonly string[])[] {
  return ids.reduce<readonly (readonly string[])[]>((sets, id) => [...sets, ...sets.map((set) => [...set, id])], [[]]);
}

function triggersOf(element: ExecutableElement): readonly EventTrigger[] {
  if (!('trigger' in element)) return [];
  return 'triggers' in element.trigger ? element.trigger.triggers : [element.trigger];
}

const CALENDAR = { version: '', zone: 'UTC', holidays: [], weekend: [] };
