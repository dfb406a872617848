import { useTranslation } from 'react-i18next';

/** Sentences that other rooms write where they have no code; what is not here stands behind a fold. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/^(cancelled|withdrawn) by the case/, 'cancelled'],
  [/^nothing is owed/, 'nothingOwed'],
  [/e-mail address of the debtor/, 'noEmail'],
  [/phone number of the debtor/, 'noPhone'],
  [/^Expected name, number and address/, 'noDetails'],
  [/address of the debtor/, 'addressIncomplete'],
  [/cut off/, 'cutOff'],
  [/^reconciled/, 'notDelivered'],
];

export interface ReasonText {
  readonly text: string;
  /** What only experts read; null where the words say all. */
  readonly technical: string | null;
}

/** Why something waits, did not leave or was refused, in the chosen language. */
export function useReasonText(): (reason: string) => ReasonText {
  const { i18n } = useTranslation();
  return (reason) => {
    const code = sentences.find(([pattern]) => pattern.test(reason))?.[1] ?? reason;
    const key = `file.reason.${code}`;
    return /^\w+$/.test(code) && i18n.exists(key)
      ? { text: i18n.t(key), technical: null }
      : { text: i18n.t('file.reason.other'), technical: reason };
  };
}
