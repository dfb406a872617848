import { NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { propertyOf, setProperty } from '../../../designer/process-properties.ts';
import type { PanelProps } from './panel-props.ts';

const choices = {
  subject: ['invoice', 'debtor'],
  startWhen: ['manual', 'overdue', 'beforeDue'],
  debtorKind: ['any', 'business', 'consumer'],
  join: ['now', 'nextRound', 'alone'],
} as const;

/** What a procedure is about, and when a case of it begins. */
export function ProcessFields({ modeler, element }: PanelProps) {
  const { t } = useTranslation();
  const read = (name: string) => propertyOf(element, name);
  const startWhen = read('startWhen') || 'manual';
  const days = startWhen === 'beforeDue' ? 'startDaysBefore' : 'startAfterDays';
  const initial = { subject: 'invoice', startWhen: 'manual', debtorKind: 'any', join: 'now' } as const;
  return (
    <>
      {(['subject', 'startWhen', 'debtorKind', 'join'] as const).map((name) => (
        <Select
          key={name}
          size="xs"
          allowDeselect={false}
          label={t(`designer.process.${name}`)}
          value={read(name) || initial[name]}
          data={choices[name].map((value) => ({ value, label: t(`designer.process.${name}Of.${value}`) }))}
          onChange={(value) => setProperty(modeler, element, name, value === 'manual' ? '' : (value ?? ''))}
        />
      ))}
      {startWhen !== 'manual' && (
        <NumberInput
          size="xs"
          label={t(`designer.process.${days}`)}
          min={0}
          max={365}
          allowDecimal={false}
          value={read(days) === '' ? '' : Number(read(days))}
          onChange={(value) => setProperty(modeler, element, days, value === '' ? '' : String(value))}
        />
      )}
    </>
  );
}
