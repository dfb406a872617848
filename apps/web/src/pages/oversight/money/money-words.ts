import { useTranslation } from 'react-i18next';
import { useMemo } from 'react';

export interface MoneyWords {
  /** `yyyy-mm` under a column, such as `lis` or `sty 26`. */
  readonly shortMonth: (month: string) => string;
  /** `yyyy-mm` in full, such as `listopad 2026`. */
  readonly month: (month: string) => string;
  /** Grosze beside an axis, such as `120 tys.`. */
  readonly rough: (grosze: number) => string;
  readonly percent: (share: number) => string;
}

/** Months and rough amounts as the chosen language writes them. */
export function useMoneyWords(): MoneyWords {
  const { language } = useTranslation().i18n;
  return useMemo(() => {
    const locale = language === 'en' ? 'en-GB' : 'pl-PL';
    const short = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short' });
    const long = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' });
    const rough = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
    const percent = new Intl.NumberFormat(locale, { style: 'percent' });
    const day = (month: string) => new Date(`${month}-01T00:00:00Z`);
    return {
      shortMonth: (month) => {
        const name = short.format(day(month));
        return month.endsWith('-01') ? `${name} ${month.slice(2, 4)}` : name;
      },
      month: (month) => long.format(day(month)),
      rough: (grosze) => rough.format(grosze / 100),
      percent: (share) => percent.format(share),
    };
  }, [language]);
}
