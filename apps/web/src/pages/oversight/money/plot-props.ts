import type { MoneyFigures } from '@krok/contracts/schemas';

export interface PlotProps {
  readonly figures: MoneyFigures;
  readonly currency: string;
  /** What the lists behind the figures are narrowed to as well. */
  readonly scope: { readonly creditorId?: string; readonly currency?: string };
}
