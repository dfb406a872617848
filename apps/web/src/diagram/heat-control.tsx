import { Loader, SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { heatDays, heatModes, type HeatView } from './use-heat.ts';
import classes from './heat-control.module.css';

/** Switches the numbers on a diagram: none, cases that stand there now, cases that went through lately. */
export function HeatControl({ heat }: { readonly heat: HeatView }) {
  const { t } = useTranslation();
  const { mode, setMode, days, setDays, state, counts, openCases, openElsewhere } = heat;
  return (
    <div className={classes['control']} role="group" aria-label={t('heat.title')}>
      <span className={classes['note']} role="status">
        {state === 'loading' && <Loader size={12} aria-label={t('common.loading')} />}
        {state === 'failed' && t('heat.failed')}
        {state === 'ready' &&
          (mode === 'passed'
            ? counts.length === 0 && t('heat.nonePassed')
            : openCases === 0
              ? t('heat.noneOpen')
              : t('heat.open', { count: openCases }))}
        {state === 'ready' && mode === 'standing' && openElsewhere > 0 && (
          <> {t('heat.elsewhere', { count: openElsewhere })}</>
        )}
      </span>
      {mode === 'passed' && (
        <Select
          size="xs"
          className={classes['days'] ?? ''}
          aria-label={t('heat.period')}
          allowDeselect={false}
          value={String(days)}
          data={heatDays.map((count) => ({ value: String(count), label: t('heat.days', { count }) }))}
          onChange={(value) => value && setDays(Number(value))}
        />
      )}
      <SegmentedControl
        size="xs"
        className={classes['modes'] ?? ''}
        aria-label={t('heat.title')}
        value={mode}
        data={heatModes.map((value) => ({ value, label: t(`heat.modes.${value}`) }))}
        onChange={(value) => {
          const chosen = heatModes.find((each) => each === value);
          if (chosen) setMode(chosen);
        }}
      />
    </div>
  );
}
