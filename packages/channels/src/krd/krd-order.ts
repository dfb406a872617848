/** Amounts are integer grosze, days ISO dates. `listing` is our own id of the listing, its user id at KRD. */
export type KrdOrder =
  | {
      readonly kind: 'add';
      readonly listing: string;
      readonly debtor: KrdDebtor;
      readonly obligations: readonly KrdObligation[];
    }
  /** BIG act art. 29: what is owed now, within 14 days of the change. */
  | { readonly kind: 'update'; readonly listing: string; readonly obligations: readonly KrdObligation[] }
  | { readonly kind: 'remove'; readonly listing: string; readonly reason: 'Paid' | 'Cession' | 'Other' };

export type KrdDebtor =
  | {
      readonly kind: 'consumer';
      readonly firstName: string;
      readonly surname: string;
      readonly pesel: string;
      readonly address: KrdAddress;
    }
  | { readonly kind: 'entrepreneur'; readonly name: string; readonly nip: string; readonly address: KrdAddress }
  | { readonly kind: 'legalPerson'; readonly name: string; readonly nip: string; readonly address: KrdAddress };

export interface KrdAddress {
  readonly street: string | null;
  readonly house: string;
  readonly flat: string | null;
  readonly postalCode: string;
  readonly town: string;
}

export interface KrdObligation {
  /** Number of the invoice. */
  readonly title: string;
  /** Day on which the demand with the warning was sent. */
  readonly callSentOn: string;
  readonly dueOn: string;
  readonly currency: string;
  /** As issued. */
  readonly debt: number;
  /** Still owed. */
  readonly arrears: number;
  /** What the debtor says against it (art. 15a); null: nothing. */
  readonly objections: string | null;
}

/** How an order stands at KRD. */
export type KrdOrderStatus =
  | { readonly kind: 'pending' }
  | { readonly kind: 'accepted'; readonly systemId: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'unknown' };
