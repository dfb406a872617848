import { Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../dates/day-input.tsx';
import { TimeInput } from '../dates/time-input.tsx';
import { useToday } from '../dates/use-today.ts';
import { useFormat } from '../i18n/use-format.ts';
import type { MomentPlace } from './moment-places.ts';
import { type Moment, momentOf, momentValue } from './moment-value.ts';

interface FormMomentProps extends Omit<MomentPlace, 'id' | 'element'> {
  /** IANA name of the organisation's zone. */
  readonly zone: string;
}

/** A day, a time or both in the form of a step: as the language of the page writes them, on the organisation's clocks. */
export function FormMoment({ field, value, errors = [], disabled, readonly, onChange, onBlur, zone }: FormMomentProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = useToday();
  const { subtype: kind = 'date', dateLabel, timeLabel, description, validate, timeSerializingFormat } = field;
  const said = momentOf(kind, value, { zone, today });
  // Half of a moment is no value of the form yet.
  const [half, setHalf] = useState<Moment | null>(null);
  const [refused, setRefused] = useState<{ readonly of: 'day' | 'time'; readonly text: string } | null>(null);
  const [left, setLeft] = useState(false);
  const shown = typeof value === 'string' ? said : (half ?? said);
  const change = (part: Partial<Moment>) => {
    const next = { ...shown, ...part };
    setHalf(next);
    onChange({ field, value: momentValue(kind, next, { format: timeSerializingFormat, zone, today }) });
  };
  const min = field.disallowPassedDates === true ? today : undefined;
  const isHalf = kind === 'datetime' && left && (shown.day === '') !== (shown.time === '');
  const problem =
    refused?.text ??
    (min !== undefined && shown.day !== '' && shown.day < min
      ? t('desk.form.early', { day: format.day(min) })
      : isHalf
        ? t('desk.form.both')
        : errors[0]);
  const given = {
    disabled: disabled === true,
    readOnly: readonly === true,
    withAsterisk: validate?.required === true,
    'aria-required': validate?.required === true,
  };
  const dayIsWrong = problem !== undefined && refused?.of !== 'time' && !(isHalf && shown.day !== '');
  const day = kind !== 'time' && (
    <DayInput
      {...given}
      label={dateLabel || t('desk.form.day')}
      value={shown.day}
      min={min}
      onChange={(next) => change({ day: next })}
      onRefused={(one) =>
        setRefused(
          one && {
            of: 'day',
            text:
              one.why === 'early'
                ? t('desk.form.early', { day: format.day(min ?? today) })
                : t('desk.form.noDay', { text: one.text, example: format.day(today) }),
          },
        )
      }
      onBlur={onBlur}
      error={dayIsWrong && problem}
      {...(description && { description })}
    />
  );
  const time = kind !== 'date' && (
    <TimeInput
      {...given}
      label={timeLabel || t('frame.day.time')}
      value={shown.time}
      onChange={(next) => change({ time: next })}
      onRefused={(text) => setRefused(text === null ? null : { of: 'time', text: t('desk.form.noTime', { text }) })}
      onBlur={onBlur}
      error={problem !== undefined && (kind === 'time' || !dayIsWrong) && problem}
      {...(kind === 'time' && description && { description })}
    />
  );
  if (kind !== 'datetime') return day || time;
  return (
    <Group
      gap="xs"
      align="flex-start"
      wrap="nowrap"
      grow
      onBlur={(event) => setLeft(!event.currentTarget.contains(event.relatedTarget))}
      onFocus={() => setLeft(false)}
    >
      {day}
      {time}
    </Group>
  );
}
