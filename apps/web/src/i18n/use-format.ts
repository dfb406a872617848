import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export interface Format {
  /** Day and time, such as 22 lis, 14:05; with the year when it is not this one. Of a date alone the day. */
  readonly instant: (iso: string) => string;
  /** Time of day, such as 14:05. */
  readonly time: (iso: string) => string;
  readonly number: (value: number) => string;
  /** Minor units of a currency (default PLN) as an amount. */
  readonly money: (grosze: number, currency?: string) => string;
  /** A day without time, such as 22.11.2026 or 22 Nov 2026. */
  readonly day: (isoDate: string) => string;
  /** A day with its weekday, such as piątek, 27 listopada. */
  readonly weekday: (isoDate: string) => string;
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
    const clock = new Intl.DateTimeFormat(locale, { timeZone: 'Europe/Warsaw', hour: '2-digit', minute: '2-digit' });
    const plain = new Intl.NumberFormat(locale);
    const amounts = (currency: string) => new Intl.NumberFormat(locale, { style: 'currency', currency });
    const zloty = amounts('PLN');
    // A day is the same in every zone. In figures alone, 09/10 is another day to half of those who read English.
    const figures = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
    const words = { day: 'numeric', month: 'short', year: 'numeric' } as const;
    const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...(language === 'en' ? words : figures) });
    const weekdays = new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    });
    const dayOnly = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
    const thisYear = new Date().getFullYear();
    return {
      instant: (iso) => {
        // A day alone has no hour.
        if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return dayOnly.format(new Date(iso));
        const date = new Date(iso);
        // A procedure may set what is no time at all: what it says is shown, and the page goes on.
        if (Number.isNaN(date.getTime())) return iso;
        return (date.getFullYear() === thisYear ? near : far).format(date);
      },
      time: (iso) => clock.format(new Date(iso)),
      number: (value) => plain.format(value),
      money: (grosze, currency = 'PLN') => (currency === 'PLN' ? zloty : amounts(currency)).format(grosze / 100),
      day: (isoDate) => days.format(new Date(isoDate)),
      weekday: (isoDate) => weekdays.format(new Date(isoDate)),
    };
  }, [language]);
}
