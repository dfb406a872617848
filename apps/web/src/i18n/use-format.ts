import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export interface Format {
  /** Day and time, such as 22 lis, 14:05; with the year when it is not this one. */
  readonly instant: (iso: string) => string;
  readonly number: (value: number) => string;
  /** Grosze as złote. */
  readonly money: (grosze: number) => string;
}

/** Dates, numbers and amounts as the chosen language writes them, in the zone of Polish business. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const locale = language === 'en' ? 'en-GB' : 'pl-PL';
    const time = {
      timeZone: 'Europe/Warsaw',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    } as const;
    const near = new Intl.DateTimeFormat(locale, time);
    const far = new Intl.DateTimeFormat(locale, { ...time, year: 'numeric' });
    const plain = new Intl.NumberFormat(locale);
    const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'PLN' });
    const thisYear = new Date().getFullYear();
    return {
      instant: (iso) => {
        const date = new Date(iso);
        return (date.getFullYear() === thisYear ? near : far).format(date);
      },
      number: (value) => plain.format(value),
      money: (grosze) => money.format(grosze / 100),
    };
  }, [language]);
}
