import { NumberInput, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asOne } from '../../../designer/as-one.ts';
import { textOf } from '../../../designer/moddle.ts';
import { service } from '../../../designer/services.ts';
import { setTimer, timerOf } from '../../../designer/timer.ts';
import { baseOf, readWait, type Wait, waitUnits, writeWait } from '../../../designer/wait.ts';
import type { PanelProps } from './panel-props.ts';
import { LineField } from './typed-fields.tsx';
import classes from './step-panel.module.css';

/** How long a step waits, as a number and a unit; what is more than that is shown as the expression that it is. */
export function WaitFields({ modeler, element }: PanelProps) {
  const { t } = useTranslation();
  const timer = timerOf(element.businessObject);
  if (!timer) return null;
  const wait = readWait(timer) ?? (timer.text === '' ? { count: 7, unit: 'businessDays' as const } : null);
  if (!wait) {
    return (
      <LineField
        label={t('designer.wait.expression')}
        hint={t('designer.wait.expressionHint')}
        value={timer.text}
        commit={(text) => setTimer(modeler, element, { ...timer, text })}
        code
      />
    );
  }
  const unitText = (unit: Wait['unit'], count: number) => t(`designer.units.${unit}`, { count });
  const set = (next: Wait) => {
    if (next.count === wait.count && next.unit === wait.unit) return;
    const name = textOf(element.businessObject, 'name');
    const renamed = rename(name, wait, next, unitText);
    asOne(modeler, () => {
      setTimer(modeler, element, writeWait(timer, next));
      if (renamed !== name) service(modeler, 'modeling').updateProperties(element, { name: renamed });
    });
  };
  const base = baseOf(timer);
  return (
    <fieldset className={classes['wait']}>
      <legend>{t('designer.wait.label')}</legend>
      <div className={classes['waitFields']}>
        <NumberInput
          size="sm"
          aria-label={t('designer.wait.count')}
          min={1}
          max={999}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          value={wait.count}
          onChange={(count) => typeof count === 'number' && count > 0 && set({ ...wait, count })}
        />
        <Select
          size="sm"
          aria-label={t('designer.wait.unit')}
          allowDeselect={false}
          checkIconPosition="right"
          value={wait.unit}
          data={waitUnits.map((unit) => ({ value: unit, label: unitText(unit, wait.count) }))}
          onChange={(value) => {
            const unit = waitUnits.find((each) => each === value);
            if (unit) set({ ...wait, unit });
          }}
        />
      </div>
      <Text size="xs" c="var(--krok-quiet)" mt={4}>
        {base === null || base === 'today()' ? t('designer.wait.fromHere') : t(`designer.wait.from.${sinceWhat(base)}`)}
        {wait.unit === 'businessDays' && ` ${t('designer.wait.holidays')}`}
      </Text>
    </fieldset>
  );
}

/** Keeps a name true: "7 dni roboczych" becomes "5 dni roboczych", and "Po 7 dniach" at least "Po 5 dniach". */
function rename(
  name: string,
  former: Wait,
  next: Wait,
  unitText: (unit: Wait['unit'], count: number) => string,
): string {
  const before = `${former.count} ${unitText(former.unit, former.count)}`;
  const after = `${next.count} ${unitText(next.unit, next.count)}`;
  if (name.includes(before)) return name.replace(before, after);
  if (former.unit !== next.unit) return name;
  return name.replace(new RegExp(`(?<!\\d)${former.count}(?!\\d)`), String(next.count));
}

const knownBases = {
  lastStepOn: 'lastStep',
  promiseDate: 'promise',
  postedOn: 'posted',
  dueOn: 'due',
  holdUntil: 'hold',
} as const;

function sinceWhat(base: string): (typeof knownBases)[keyof typeof knownBases] | 'other' {
  for (const [variable, words] of Object.entries(knownBases)) if (base.includes(variable)) return words;
  return 'other';
}
