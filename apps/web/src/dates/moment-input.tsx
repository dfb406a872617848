import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayInput } from './day-input.tsx';
import { TimeInput } from './time-input.tsx';

interface MomentInputProps {
  readonly label: string;
  /** The fields are called so, with `-day` and `-time` behind it. */
  readonly name: string;
  /** `2026-11-23T14:05`; without a part that is not there yet. */
  readonly value: string;
  readonly onChange: (moment: string) => void;
}

/** A day and a time of it, on the wall clock. */
export function MomentInput({ label, name, value, onChange }: MomentInputProps) {
  const { t } = useTranslation();
  const [day = '', time = ''] = value.split('T');
  return (
    <Group gap="xs" grow align="flex-start">
      <DayInput
        label={label}
        name={`${name}-day`}
        value={day}
        onChange={(next) => onChange(`${next}T${time}`)}
        withAsterisk
      />
      <TimeInput
        label={t('frame.day.time')}
        name={`${name}-time`}
        value={time}
        onChange={(next) => onChange(`${day}T${next}`)}
        withAsterisk
      />
    </Group>
  );
}
