import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { Icon } from '../layout/icon.tsx';
import type * as Months from './month-choice.tsx';
import { readDay } from './read-day.ts';
import { useToday } from './use-today.ts';

interface DayInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'min' | 'max' | 'rightSection'> {
  /** `2026-11-23`, or nothing. */
  readonly value?: string | undefined;
  readonly onChange: (day: string) => void;
  /** The first and the last day that may be given. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** When the field is left: what was typed and is not taken, or null where it is. */
  readonly onRefused?: (refused: { readonly text: string; readonly why: 'unknown' | 'early' | 'late' } | null) => void;
}

/**
 * A day as the language of the page writes it, whatever the browser's own is: typed, also as `1.12`, `+7` or `pt`, or
 * chosen from a month. What is no such day goes back to what it was when the field is left.
 */
export function DayInput({ value = '', onChange, min, max, onRefused, onBlur, onKeyDown, ...rest }: DayInputProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = useToday();
  const [typed, setTyped] = useState<string | null>(null);
  const before = useRef('');
  const [months, setMonths] = useState<typeof Months | null>(null);
  const [opened, setOpened] = useState(false);
  const read = (text: string) => readDay(text, today, max !== undefined && max <= today ? 'past' : 'coming');
  const refusal = (day: string | null) => {
    if (day === null) return 'unknown';
    if (min !== undefined && day < min) return 'early';
    return max !== undefined && day > max ? 'late' : null;
  };
  const write = (text: string) => {
    if (typed === null) before.current = value;
    setTyped(text);
    const day = read(text);
    if (text.trim() === '') onChange('');
    else if (day !== null && refusal(day) === null) onChange(day);
    // On the way to a day that is not taken another one may have been: `30.06` of `30.06.2020`.
    else if (value !== before.current) onChange(before.current);
  };
  const leave = () => {
    setTyped(null);
    if (typed === null || onRefused === undefined) return;
    const why = typed.trim() === '' ? null : refusal(read(typed));
    onRefused(why && { text: typed.trim(), why });
  };
  // First what is shown, then the place for it: the focus goes where something can have it.
  const open = async () => {
    setMonths(await import('./month-choice.tsx'));
    setOpened(true);
  };
  const choose = (day: string) => {
    setTyped(null);
    onRefused?.(null);
    setOpened(false);
    onChange(day);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <TextInput
          placeholder={t('frame.day.placeholder')}
          autoComplete="off"
          value={typed ?? (value === '' ? '' : format.day(value))}
          onChange={(event) => write(event.currentTarget.value)}
          onBlur={(event) => {
            leave();
            onBlur?.(event);
          }}
          onKeyDown={(event) => {
            // Enter may send the form: what stands here then is what is sent.
            if (event.key === 'Enter') leave();
            onKeyDown?.(event);
          }}
          rightSection={
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('frame.day.choose')}
              aria-expanded={opened}
              disabled={rest.disabled === true || rest.readOnly === true}
              onClick={() => (opened ? setOpened(false) : void open())}
              data-mantine-stop-propagation={opened || undefined}
            >
              <Icon name="calendar" size={14} />
            </ActionIcon>
          }
          {...rest}
        />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('frame.day.choose')} data-mantine-stop-propagation>
        {months && <months.MonthChoice value={value} today={today} min={min} max={max} choose={choose} />}
      </Popover.Dropdown>
    </Popover>
  );
}
