/** What a debtor is in law. A *spółka cywilna* is none of these: its partners are the debtors. */
export type LegalForm = 'consumer' | 'soleTrader' | 'partnership' | 'company' | 'publicBody';

export const LEGAL_FORMS: readonly LegalForm[] = ['consumer', 'soleTrader', 'partnership', 'company', 'publicBody'];

/** Against whom a claim stands: consumers are protected by rules of their own. */
export function debtorKindOf(form: LegalForm): 'consumer' | 'business' {
  return form === 'consumer' ? 'consumer' : 'business';
}

/** What was done for the money; limitation depends on it. `unknown` counts as the shortest term. */
export type ClaimKind = 'sale' | 'service' | 'work' | 'rent' | 'transport' | 'other' | 'unknown';

export const CLAIM_KINDS: readonly ClaimKind[] = ['sale', 'service', 'work', 'rent', 'transport', 'other', 'unknown'];
