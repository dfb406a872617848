/** Amounts are integer grosze, days ISO dates. */
export type EpuFiling =
  | { readonly kind: 'claim'; readonly claim: EpuClaim }
  /** `signature`: the court's; null while it has given none. */
  | {
      /** `limitation`: to what is left, as its text says. */
      readonly kind: 'withdrawal' | 'limitation';
      readonly claimReference: string;
      readonly signature: string | null;
      readonly reason: string;
      readonly filedOn: string;
    };

export interface EpuClaim {
  /** SprawaWgPowoda: our own reference, at most 60 characters. */
  readonly reference: string;
  readonly filedOn: string;
  readonly submitter: EpuSubmitter;
  readonly claimant: EpuParty;
  readonly defendants: readonly EpuParty[];
  readonly receivables: readonly EpuReceivable[];
  readonly courtFee: number;
  /** 26 digits. */
  readonly refundAccount: string | null;
  readonly justification: string;
}

/** The natural person who files. */
export interface EpuSubmitter {
  readonly firstName: string;
  readonly surname: string;
  readonly pesel: string;
  readonly address: EpuAddress;
  /** What the right to act rests on. */
  readonly basis: string;
}

export type EpuParty = { readonly nip: string | null; readonly address: EpuAddress } & (
  | { readonly kind: 'person'; readonly firstName: string; readonly surname: string; readonly pesel: string | null }
  | {
      readonly kind: 'soleTrader';
      readonly firstName: string;
      readonly surname: string;
      readonly firm: string;
      readonly pesel: string | null;
    }
  /** `organisationalUnit`: one without legal personality, such as a registered partnership. */
  | {
      readonly kind: 'legalPerson' | 'organisationalUnit';
      readonly name: string;
      readonly regon: string | null;
      readonly krs: string | null;
    }
);

export interface EpuAddress {
  readonly street: string | null;
  readonly house: string;
  readonly flat: string | null;
  readonly postalCode: string;
  readonly town: string;
}

export interface EpuReceivable {
  readonly amount: number;
  readonly invoiceNumber: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  /** Day after the due date: interest runs from it to payment. */
  readonly interestFrom: string;
  /** `commercial`: between parties of art. 2 of the late-payment act. */
  readonly interest: 'delay' | 'commercialDelay';
}

/** How a claim stands at the court. Days are ISO dates. */
export type EpuStatus =
  /** The court shows no such case (yet). */
  | { readonly kind: 'notFound' }
  | { readonly kind: 'filed' }
  | { readonly kind: 'registered'; readonly signature: string }
  | {
      readonly kind: 'orderIssued';
      readonly signature: string;
      readonly orderOn: string;
      readonly servedOn?: string;
    }
  | {
      readonly kind: 'opposed';
      readonly signature: string;
      readonly orderOn: string;
      readonly opposedOn: string;
      readonly discontinuedOn?: string;
    }
  | { readonly kind: 'final'; readonly signature: string; readonly orderOn: string; readonly finalOn: string }
  | { readonly kind: 'discontinued'; readonly signature: string; readonly on: string }
  /** The court could not be asked. */
  | { readonly kind: 'unknown' };
