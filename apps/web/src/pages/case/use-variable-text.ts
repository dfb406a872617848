import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

const longest = 400;
const MONEY = new Set(['amount', 'openAmount', 'disputedAmount', 'promisedAmount', 'approvedAmount']);
const CODES = new Set([
  'emailStatus',
  'smsStatus',
  'letterStatus',
  'krdStatus',
  'registerStatus',
  'epuStatus',
  'approvalStatus',
  'emailReason',
  'smsReason',
  'letterReason',
  'krdReason',
  'registerReason',
  'epuReason',
  'courtAnswer',
  'filingRefusal',
  'debtorKind',
  'lastStep',
]);

/** Ids of other things, which say nothing to people. */
export const HIDDEN_VARIABLES: ReadonlySet<string> = new Set(['invoiceId', 'krdListing', 'epuClaim']);

/** Names and values of the variables that collections know, in words; all others as they are. */
export function useVariableText(): {
  readonly nameOf: (name: string) => string;
  /** `currency`: of amounts; default PLN. */
  readonly valueOf: (name: string, value: unknown, currency?: unknown) => string;
} {
  const { i18n } = useTranslation();
  const format = useFormat();
  const known = (key: string, otherwise: string) => (i18n.exists(key) ? i18n.t(key) : otherwise);
  return {
    nameOf: (name) => known(`file.variable.${name}`, known(`variable.${name}`, name)),
    valueOf: (name, value, currency) => {
      if (MONEY.has(name) && typeof value === 'number')
        return format.money(value, typeof currency === 'string' ? currency : undefined);
      if (typeof value === 'boolean') return known(`file.value.${value}`, String(value));
      if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return format.day(value);
      if (value === null) return known('common.none', '');
      if (name === 'outcome' && typeof value === 'string') return known(`work.outcomes.${value}`, value);
      if (CODES.has(name) && typeof value === 'string') {
        return known(`file.value.${value}`, known(`value.${value}`, known(`file.reason.${value}`, value)));
      }
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return text.length > longest ? `${text.slice(0, longest)}…` : text;
    },
  };
}
