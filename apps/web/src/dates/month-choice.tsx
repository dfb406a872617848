import '@mantine/dates/styles.css';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/pl';
import { DatePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';

interface MonthChoiceProps {
  readonly value: string;
  readonly today: string;
  readonly min: string | undefined;
  readonly max: string | undefined;
  readonly choose: (day: string) => void;
}

/** The days of a month to choose from, weeks from Monday on. */
export function MonthChoice({ value, today, min, max, choose }: MonthChoiceProps) {
  const { t, i18n } = useTranslation();
  return (
    <DatePicker
      // Escape closes the month, not the dialog around it.
      __stopPropagation
      size="xs"
      value={value === '' ? null : value}
      onChange={(day) => day !== null && choose(day)}
      defaultDate={value === '' ? (max !== undefined && max < today ? max : today) : value}
      locale={i18n.language === 'en' ? 'en-gb' : 'pl'}
      // A day of rest is a day like others: red on white is hard to read.
      weekendDays={[]}
      getDayProps={(day) => ({
        ...(day === today && { fw: 700, 'aria-current': 'date' }),
        ...(day === (value || today) && { 'data-autofocus': true }),
      })}
      ariaLabels={{
        previousMonth: t('frame.day.previousMonth'),
        nextMonth: t('frame.day.nextMonth'),
        previousYear: t('frame.day.previousYear'),
        nextYear: t('frame.day.nextYear'),
        previousDecade: t('frame.day.previousDecade'),
        nextDecade: t('frame.day.nextDecade'),
      }}
      {...(min !== undefined && { minDate: min })}
      {...(max !== undefined && { maxDate: max })}
    />
  );
}
