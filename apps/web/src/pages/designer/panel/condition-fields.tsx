import { MultiSelect, NumberInput, SegmentedControl, Select, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Condition,
  type Fact,
  initialCondition,
  operators,
  readCondition,
  writeCondition,
} from '../../../designer/condition.ts';
import { LineField } from './typed-fields.tsx';
import { useFactWords } from './use-fact-words.ts';
import classes from './step-panel.module.css';

interface ConditionProps {
  /** Expression without its leading `=`; empty where there is none yet. */
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly commit: (text: string) => void;
}

const own = '*';

/** When a case goes this way: a question and its answer. What is more than that stays the expression that it is. */
export function ConditionFields({ text, facts, commit }: ConditionProps) {
  const { t } = useTranslation();
  const condition = readCondition(text);
  const fact = condition && facts.find((each) => each.variable === condition.variable && fits(each, condition));
  const isOwn = text !== '' && !fact;
  const { nameOf, wordOf } = useFactWords();
  const set = (next: Condition) => commit(writeCondition(next));
  const choose = (value: string | null) => {
    const chosen = facts.find(({ variable }) => variable === value);
    if (chosen) set(initialCondition(chosen));
    else if (value === own && !isOwn) commit('amount > 0 and amount < 100000');
  };
  return (
    <fieldset className={classes['wait']}>
      <legend>{t('designer.flow.condition')}</legend>
      <div className={classes['condition']}>
        <Select
          size="sm"
          searchable
          aria-label={t('condition.fact')}
          placeholder={t('condition.choose')}
          nothingFoundMessage={t('designer.nothing')}
          error={text === '' ? t('designer.flow.missing') : undefined}
          value={fact ? fact.variable : isOwn ? own : null}
          data={[
            ...facts.map((each) => ({ value: each.variable, label: nameOf(each) })),
            { value: own, label: t('condition.own') },
          ]}
          onChange={choose}
        />
        {condition?.kind === 'yesNo' && fact && (
          <SegmentedControl
            size="xs"
            aria-label={nameOf(fact)}
            value={condition.yes ? 'yes' : 'no'}
            data={[
              { value: 'yes', label: t('condition.yes') },
              { value: 'no', label: t('condition.no') },
            ]}
            onChange={(value) => set({ ...condition, yes: value === 'yes' })}
          />
        )}
        {condition?.kind === 'choice' && fact?.kind === 'choice' && (
          <MultiSelect
            size="sm"
            aria-label={t('condition.anyOf')}
            value={[...condition.values]}
            data={[...new Set([...(fact.values ?? []), ...condition.values])].map((value) => ({
              value,
              label: wordOf(fact, value),
            }))}
            onChange={(values) => values.length > 0 && set({ ...condition, values })}
          />
        )}
        {condition?.kind === 'choice' && fact?.kind === 'text' && (
          <TagsInput
            size="sm"
            aria-label={t('condition.anyOf')}
            value={condition.values.filter((each) => each !== '')}
            onChange={(values) => set({ ...condition, values: values.length > 0 ? values : [''] })}
          />
        )}
        {condition?.kind === 'compare' && fact && (
          <div className={classes['compare']}>
            <Select
              size="sm"
              aria-label={t('condition.operator')}
              allowDeselect={false}
              value={condition.operator}
              data={operators.map((value) => ({ value, label: t(`condition.operators.${value}`) }))}
              onChange={(value) => {
                const operator = operators.find((each) => each === value);
                if (operator) set({ ...condition, operator });
              }}
            />
            <AmountField
              key={fact.variable}
              label={t('condition.value')}
              isMoney={fact.kind === 'money'}
              value={condition.value}
              commit={(value) => set({ ...condition, value })}
            />
          </div>
        )}
        {isOwn && <LineField label={t('condition.expression')} value={text} commit={commit} code />}
      </div>
    </fieldset>
  );
}

interface AmountProps {
  readonly label: string;
  /** Shown in whole units, kept in grosze. */
  readonly isMoney: boolean;
  readonly value: number;
  readonly commit: (value: number) => void;
}

/** A number that counts once it is typed: halves of it would be conditions of their own. */
function AmountField({ label, isMoney, value, commit }: AmountProps) {
  const { i18n } = useTranslation();
  const [typed, setTyped] = useState<number | string>(isMoney ? value / 100 : value);
  const done = () => {
    const number = Number(typed);
    if (typed === '' || Number.isNaN(number)) return;
    const exact = isMoney ? Math.round(number * 100) : number;
    if (exact !== value) commit(exact);
  };
  return (
    <NumberInput
      size="sm"
      aria-label={label}
      hideControls
      decimalScale={2}
      decimalSeparator={i18n.language === 'en' ? '.' : ','}
      {...(isMoney && { rightSection: <span className={classes['unit']}>zł</span> })}
      value={typed}
      onChange={setTyped}
      onBlur={done}
      onKeyDown={(event) => event.key === 'Enter' && done()}
    />
  );
}

function fits({ kind }: Fact, condition: Condition): boolean {
  if (condition.kind === 'compare') return kind === 'money' || kind === 'number';
  if (condition.kind === 'choice') return kind === 'choice' || kind === 'text';
  return kind === 'yesNo';
}
