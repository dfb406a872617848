/** When and how a claim may be filed in the electronic proceedings by writ of payment, and what follows. */
export interface ClaimRules {
  /** ISO date from which this text is known to be in force. */
  readonly from: string;
  readonly source: string;
  /** Years before filing within which a claim has to have become due (KPC art. 505(29a)). */
  readonly yearsDue: number;
  /** Items of evidence: counted in a byte of the court's schema. */
  readonly mostEvidence: number;
  /** Months after the discontinuation in which an ordinary claim keeps the date of filing (KPC art. 505(37) § 2). */
  readonly refileMonths: number;
}

const RULES: readonly ClaimRules[] = [
  {
    from: '2020-02-07',
    source: 'KPC, Dz.U. 2024 poz. 1568 (art. 505(29a), 505(37)); schema of the court, TypyDanych 2.0',
    yearsDue: 3,
    mostEvidence: 127,
    refileMonths: 3,
  },
];

/** The rules in force on a day; before the first known text, that one. */
export function claimRulesOn(day: string): ClaimRules {
  const [first] = RULES;
  const known = RULES.findLast(({ from }) => from <= day) ?? first;
  if (!known) throw new RangeError('Expected at least one text of the rules.');
  return known;
}
