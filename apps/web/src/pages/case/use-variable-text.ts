import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

const longest = 400;

/** Names and values of the variables that collections know, in words; all others as they are. */
export function useVariableText(): {
  readonly nameOf: (name: string) => string;
  readonly valueOf: (name: string, value: unknown) => string;
} {
  const { i18n } = useTranslation();
  const format = useFormat();
  const known = (key: string, otherwise: string) => (i18n.exists(key) ? i18n.t(key) : otherwise);
  return {
    nameOf: (name) => known(`variable.${name}`, name),
    valueOf: (name, value) => {
      if (name === 'amount' && typeof value === 'number') return format.money(value);
      if (name === 'outcome' && typeof value === 'string') return known(`work.outcomes.${value}`, value);
      if (name === 'emailStatus' && typeof value === 'string') return known(`value.${value}`, value);
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return text.length > longest ? `${text.slice(0, longest)}…` : text;
    },
  };
}
