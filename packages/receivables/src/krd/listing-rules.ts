/** When a debt may be handed to a bureau of economic information. Amounts are grosze of the złoty. */
export interface ListingRules {
  /** ISO date from which this text is known to be in force. */
  readonly from: string;
  readonly source: string;
  /** Total due to the creditor. */
  readonly leastTotal: Readonly<Record<'consumer' | 'business', number>>;
  readonly daysOverdue: number;
  /** Calendar months that have to pass after the demand was posted. */
  readonly monthsAfterDemand: number;
  /** Days to tell the bureau what has changed (art. 29(1)). */
  readonly updateDays: number;
  /** Years from the due date after which a consumer's debt is not listed any more; null: no such limit. */
  readonly mostYears: Readonly<Record<'consumer' | 'business', number | null>>;
}

const RULES: readonly ListingRules[] = [
  {
    from: '2024-06-01',
    source:
      'Dz.U. 2023 poz. 2160 (art. 14 ust. 1, art. 15 ust. 1, art. 29 ust. 1), consolidated text with changes up to 2024-06-01',
    leastTotal: { consumer: 20_000, business: 50_000 },
    daysOverdue: 30,
    monthsAfterDemand: 1,
    updateDays: 14,
    mostYears: { consumer: 6, business: null },
  },
];

/** The rules in force on a day; before the first known text, that one. */
export function listingRulesOn(day: string): ListingRules {
  const [first] = RULES;
  const known = RULES.findLast(({ from }) => from <= day) ?? first;
  if (!known) throw new RangeError('Expected at least one text of the rules.');
  return known;
}
