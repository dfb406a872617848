/** Fees by the act on court costs in civil cases (Dz.U. 2005 nr 167 poz. 1398). Amounts in złoty. */
const SOURCE_TIERS: readonly (readonly [upTo: number, fee: number])[] = [
  // Art. 13(1), consolidated text Dz.U. 2024 poz. 959.
  [500, 30],
  [1_500, 100],
  [4_000, 200],
  [7_500, 400],
  [10_000, 500],
  [15_000, 750],
  [20_000, 1_000],
];

/** Art. 13(2): five of a hundred above the tiers, at most so much from a day on. */
const CAPS: readonly { readonly from: string; readonly most: number; readonly source: string }[] = [
  {
    from: '2019-08-21',
    most: 200_000,
    source: 'Dz.U. 2024 poz. 959, art. 13 ust. 2 (its first day: secondary sources)',
  },
  { from: '2025-09-23', most: 100_000, source: 'act of 25 July 2025, Dz.U. 2025 poz. 1228 (secondary sources)' },
];

/**
 * Fee of a claim in grosze, for a value in dispute in grosze and the day of filing (ISO date). In the electronic
 * proceedings a quarter of the full fee, at least 30 zł (art. 19(2)(2), 20(1)); rounded up to full złoty (art. 21).
 */
export function courtFee(value: number, filedOn: string, proceedings: 'full' | 'epu' = 'epu'): number {
  const full = fullFee(Math.ceil(value / 100), filedOn);
  return (proceedings === 'full' ? full : Math.max(30, Math.ceil(full / 4))) * 100;
}

function fullFee(value: number, filedOn: string): number {
  const tier = SOURCE_TIERS.find(([upTo]) => value <= upTo);
  if (tier) return tier[1];
  const cap = CAPS.findLast(({ from }) => from <= filedOn) ?? CAPS[0];
  return Math.min(Math.ceil(value / 20), cap?.most ?? 100_000);
}
