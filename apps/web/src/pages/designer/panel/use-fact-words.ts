import { useTranslation } from 'react-i18next';
import { type Condition, type Fact, readCondition } from '../../../designer/condition.ts';
import { useFormat } from '../../../i18n/use-format.ts';

export interface FactWords {
  nameOf(fact: Fact): string;
  /** An answer of a choice. */
  wordOf(fact: Fact, value: string): string;
  /** What is said of a condition beside its way; empty where it is more than a plain field shows. */
  answerOf(text: string, facts: readonly Fact[]): string;
}

/** Facts and conditions in words. */
export function useFactWords(): FactWords {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const nameOf = ({ variable, label }: Fact) => label ?? i18n.t(`condition.facts.${variable}`);
  const wordOf = (fact: Fact, value: string) => {
    const key = `condition.values.${fact.variable}.${value}`;
    return fact.words?.[value] ?? (i18n.exists(key) ? i18n.t(key) : value);
  };
  const said = (condition: Condition, fact: Fact): string => {
    switch (condition.kind) {
      case 'yesNo':
        return t(condition.yes ? 'condition.yes' : 'condition.no');
      case 'choice':
        return condition.values.map((value) => wordOf(fact, value)).join(', ');
      case 'compare': {
        const { operator, value } = condition;
        const number = fact.kind === 'money' ? format.money(value, 'PLN') : format.number(value);
        return `${t(`condition.operators.${operator}`)} ${number}`;
      }
    }
  };
  return {
    nameOf,
    wordOf,
    answerOf: (text, facts) => {
      const condition = readCondition(text);
      const fact = condition && facts.find(({ variable }) => variable === condition.variable);
      return condition && fact ? said(condition, fact) : '';
    },
  };
}
