import {
  type AgeBand,
  ageBand,
  type MoneyStage,
  type MoneyStanding,
  moneyStage,
  moneyStanding,
  type PaidFilter,
  type PromiseEnd,
  paidFilter,
  promiseEnd,
} from '@krok/contracts/schemas';
import { choiceIn, currencyIn, flagIn, pageIn, textIn, wordIn } from '../../layout/search-parts.ts';

/** What the address of the debtor list holds. */
export interface DebtorListSearch {
  readonly page?: number;
  readonly creditorId?: string;
  readonly text?: string;
  readonly overdue?: 'true';
  /** The figure whose debtors these are: one of age, stage, paidIn and promisedFor. */
  readonly age?: AgeBand;
  readonly stage?: MoneyStage;
  readonly standing?: MoneyStanding;
  readonly paidIn?: string;
  readonly after?: PaidFilter;
  readonly promisedFor?: string;
  readonly promise?: PromiseEnd;
  /** ISO 4217; alone, or of the figure. */
  readonly currency?: string;
}

export function debtorListSearch(search: Record<string, unknown>): DebtorListSearch {
  return {
    ...pageIn(search),
    ...wordIn(search, 'creditorId'),
    ...textIn(search),
    ...flagIn(search, 'overdue'),
    ...currencyIn(search),
    ...figureIn(search),
  };
}

/** The first figure that is named, with its own details. */
function figureIn(search: Record<string, unknown>): DebtorListSearch {
  const age = choiceIn(search, 'age', ageBand.options);
  if (age.age) return age;
  const stage = choiceIn(search, 'stage', moneyStage.options);
  if (stage.stage) return { ...stage, ...choiceIn(search, 'standing', moneyStanding.options) };
  const paid = monthIn(search, 'paidIn');
  if (paid.paidIn) return { ...paid, ...choiceIn(search, 'after', paidFilter.options) };
  const promised = monthIn(search, 'promisedFor');
  return promised.promisedFor ? { ...promised, ...choiceIn(search, 'promise', promiseEnd.options) } : {};
}

function monthIn<Name extends string>(
  search: Record<string, unknown>,
  name: Name,
): { readonly [name in Name]?: string } {
  const found = wordIn(search, name);
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(found[name] ?? '') ? found : {};
}
