import { type Bureau, KRD } from '../krd/bureaus.ts';

/** Facts of formal steps that no statute gives and no source confirms: each organisation checks and sets them. */
export interface Formalities {
  /** Firm and seat of the bureau as a warning has to name them (Dz.U. 2023 poz. 2160, art. 14, 15). */
  readonly bureau: Bureau;
  /** Grosze: largest claim that the court's system takes. */
  readonly largestClaim: number;
}

/**
 * Until an organisation has looked: the bureau's seat as in a public document of 2025, the largest claim from a secondary
 * source (rpms.pl).
 */
export const DEFAULT_FORMALITIES: Formalities = { bureau: KRD, largestClaim: 10_000_000_000 };
