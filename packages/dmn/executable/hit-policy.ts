import type { FeelValue, Linked } from '@krok/feel/executable';
import type { Evaluation } from './evaluation.ts';
import { EQUALS, MAX, MIN, SUM } from './feel-trees.ts';
import { type LinkedOutput, type MatchedRule, outputValue } from './link-table.ts';
import type { HitPolicy } from './types.ts';

/** The value of a table with at least one matching rule, and the rules that made it. */
export interface Hit {
  readonly chosen: readonly MatchedRule[];
  readonly value: FeelValue;
}

/** DMN 1.5 §8.2.11. */
export function hit(
  policy: HitPolicy,
  matched: readonly MatchedRule[],
  outputs: readonly LinkedOutput[],
  evaluation: Evaluation,
): Hit {
  const all = (rules: readonly MatchedRule[]): FeelValue[] => rules.map((rule) => outputValue(rule.outputs, outputs));
  const first = (rules: readonly MatchedRule[]): Hit => {
    const chosen = rules.slice(0, 1);
    return { chosen, value: all(chosen)[0] ?? null };
  };
  switch (policy) {
    case 'UNIQUE':
      if (matched.length === 1) return first(matched);
      return { chosen: matched, value: conflict('one rule to match', matched, evaluation) };
    case 'ANY':
      if (agree(all(matched), evaluation)) return { ...first(matched), chosen: matched };
      return { chosen: matched, value: conflict('matching rules to agree', matched, evaluation) };
    case 'FIRST':
      return first(matched);
    case 'PRIORITY':
      return first(byPriority(matched, outputs, evaluation));
    case 'OUTPUT ORDER': {
      const ordered = byPriority(matched, outputs, evaluation);
      return { chosen: matched, value: all(ordered) };
    }
    case 'RULE ORDER':
    case 'COLLECT':
      return { chosen: matched, value: all(matched) };
    case 'COLLECT COUNT':
      return { chosen: matched, value: matched.length };
    case 'COLLECT SUM':
      return { chosen: matched, value: aggregate(SUM, all(matched), evaluation) };
    case 'COLLECT MIN':
      return { chosen: matched, value: aggregate(MIN, all(matched), evaluation) };
    case 'COLLECT MAX':
      return { chosen: matched, value: aggregate(MAX, all(matched), evaluation) };
  }
}

function aggregate(operator: Linked, values: FeelValue, evaluation: Evaluation): FeelValue {
  return evaluation.run(operator, (name) => (name === '$list' ? values : undefined));
}

function agree([one = null, ...others]: readonly FeelValue[], evaluation: Evaluation): boolean {
  return others.every(
    (other) => evaluation.run(EQUALS, (name) => (name === '$a' ? one : name === '$b' ? other : undefined)) === true,
  );
}

/** By the places of the outputs among their output values, the leftmost output first; equals keep the table's order. */
function byPriority(
  matched: readonly MatchedRule[],
  outputs: readonly LinkedOutput[],
  evaluation: Evaluation,
): readonly MatchedRule[] {
  const ranked = matched.map((rule) => ({ rule, ranks: rule.outputs.map((value, at) => rank(value, outputs[at])) }));
  ranked.sort((a, b) => {
    const at = a.ranks.findIndex((each, index) => each !== b.ranks[index]);
    return at < 0 ? 0 : (a.ranks[at] ?? 0) - (b.ranks[at] ?? 0);
  });
  return ranked.map(({ rule }) => rule);

  function rank(value: FeelValue, output: LinkedOutput | undefined): number {
    const values = output?.values ?? [];
    const place = values.findIndex(
      (test) => evaluation.run(test, (name) => (name === '?' ? value : undefined)) === true,
    );
    return place < 0 ? values.length : place;
  }
}

function conflict(expected: string, matched: readonly MatchedRule[], evaluation: Evaluation): null {
  const rules = matched.map(({ index }) => index + 1).join(', ');
  return evaluation.warn('RULE_CONFLICT', `Expected ${expected} but got rules ${rules}.`);
}
