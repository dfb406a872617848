import type { Expression } from '@krok/bpmn/executable';
import type { Question } from '@krok/engine';
import { type FeelValue, linkExpression } from '@krok/feel/executable';
import type { Choices } from './choices.ts';
import { marked } from './marked.ts';

/** What the data would decide. */
export type Open =
  /** Exactly one of `count` flows, or with `rest` none, so that another is taken. `first` of them is asked first. */
  | {
      readonly kind: 'oneFlow' | 'someFlows';
      readonly count: number;
      readonly rest: boolean;
      readonly first: boolean;
      readonly position: number;
    }
  | { readonly kind: 'either' }
  /** Whether a standard loop runs once more. */
  | { readonly kind: 'goesOn' }
  | { readonly kind: 'collection' }
  /** Which activities of an ad-hoc sub-process. */
  | { readonly kind: 'activities'; readonly element: number }
  /** Whether the event of a condition has come: only when it is made to. */
  | { readonly kind: 'event' }
  /** Needs no data. */
  | { readonly kind: 'real'; readonly expression: Expression };

/** The open questions of a process, and the answers of one engine call. */
export class Questions {
  /** Not all sets of flows were tried: an inclusive gateway has too many. */
  cut = false;
  /** Whether conditional events that are looked at now have come. */
  eventHolds = false;
  private readonly open = new Map<Expression, Open>();
  private pattern = 0;

  ask(question: Open): Expression {
    const expression = marked();
    this.open.set(expression, question);
    return expression;
  }

  answer(
    { expression, given }: Question,
    choices: Choices,
    entriesOf: (element: number) => readonly string[],
  ): FeelValue {
    const question = this.open.get(expression);
    switch (question?.kind) {
      case 'oneFlow':
        // One answer more where another flow is left: none of these.
        if (question.first) this.pattern = choices.choose(question.count + (question.rest ? 1 : 0));
        return this.pattern === question.position;
      case 'someFlows': {
        const patterns = question.first ? this.someOf(question) : [];
        if (question.first) this.pattern = patterns[choices.choose(patterns.length)] ?? 0;
        return ((this.pattern >> question.position) & 1) === 1;
      }
      case 'either':
        return choices.choose(2) === 1;
      case 'goesOn':
        return Number(given?.['loopCounter'] ?? 0) < 2 && choices.choose(2) === 1;
      case 'collection':
        return [[1], [1, 2], []][choices.choose(3)] ?? [];
      case 'activities': {
        const sets = setsOf(entriesOf(question.element));
        return [...(sets[choices.choose(sets.length)] ?? [])];
      }
      case 'event':
        return this.eventHolds;
      case 'real':
        return question.expression.kind === 'feel' ? valueOf(question.expression.tree, given) : null;
      default:
        return null;
    }
  }

  /** Every set of flows; of many flows each alone, all, and all but one. */
  private someOf({ count, rest }: { readonly count: number; readonly rest: boolean }): readonly number[] {
    const none = rest ? [0] : [];
    const all = 2 ** Math.min(count, 30) - 1;
    if (count <= MOST_FLOWS) return [...none, ...Array.from({ length: all }, (_, index) => index + 1)];
    this.cut = true;
    const each = Array.from({ length: Math.min(count, 30) }, (_, index) => 1 << index);
    return [...none, ...each, all, ...each.map((one) => all - one)];
  }
}

/** All together, each alone, and none. */
function setsOf(ids: readonly string[]): readonly (readonly string[])[] {
  return [ids, ...(ids.length > 1 ? ids.map((id) => [id]) : []), []];
}

function valueOf(tree: Parameters<typeof linkExpression>[0], given: Question['given']): FeelValue {
  const code = linkExpression(tree);
  const calendar = { version: '', zone: 'UTC', holidays: [], weekend: [] };
  const result = code((name) => given?.[name], { now: 0, zone: 'UTC', calendar, fuel: { left: 10_000 } });
  return result.kind === 'value' ? result.value : null;
}

const MOST_FLOWS = 8;
