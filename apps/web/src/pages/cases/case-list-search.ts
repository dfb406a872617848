import { type MoneyStage, moneyStage } from '@krok/contracts/schemas';
import { choiceIn, currencyIn, flagIn, pageIn, textIn, wordIn } from '../../layout/search-parts.ts';

/** What the address of the case list holds, so that a filtered list can be sent to somebody. */
export interface CaseListSearch {
  readonly page?: number;
  readonly status?: string;
  readonly processId?: string;
  readonly creditorId?: string;
  readonly stage?: MoneyStage;
  /** ISO 4217. */
  readonly currency?: string;
  readonly text?: string;
  readonly incidents?: 'true';
  readonly suspended?: 'true';
}

export function caseListSearch(search: Record<string, unknown>): CaseListSearch {
  return {
    ...pageIn(search),
    ...wordIn(search, 'status'),
    ...wordIn(search, 'processId'),
    ...wordIn(search, 'creditorId'),
    ...choiceIn(search, 'stage', moneyStage.options),
    ...currencyIn(search),
    ...textIn(search),
    ...flagIn(search, 'incidents'),
    ...flagIn(search, 'suspended'),
  };
}
