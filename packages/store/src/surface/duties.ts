import type { OrganisationClock } from '@krok/calendar';
import type { Claim, ClaimEvent, CourtAnswer, Listing, ListingEvent, Remedy } from '@krok/receivables';

/** Whom an entry or a claim is about. Instants are epoch ms on the organisation's clock, days ISO dates, amounts grosze. */
export interface EntryDetails {
  readonly id: string;
  readonly organisationId: string;
  readonly creditorId: string;
  readonly debtorId: string;
  readonly deskKey: string;
  /** The bundle whose act began it. */
  readonly bundleId: string;
  readonly caseId: string;
  readonly currency: string;
  /** When its register or court is asked for an answer next; null: nothing is awaited. */
  readonly askAt: number | null;
  readonly nextDue: number | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

/** An entry in the register of debts. */
export interface ListingRecord extends Listing, EntryDetails {}
/** A claim in the electronic proceedings. */
export interface ClaimRecord extends Claim, EntryDetails {}

export interface EntryFilter {
  readonly organisationId: string;
  readonly creditorId?: string;
  readonly debtorId?: string;
  readonly invoiceId?: string;
  /** ISO code. */
  readonly currency?: string;
  /** Not ended. */
  readonly open?: boolean;
  /** Default 100, newest first. */
  readonly limit?: number;
  readonly offset?: number;
}

/** What the register says about an order. */
export type RegisterAnswer =
  | { readonly kind: 'accepted'; readonly reference: string | null; readonly on: string }
  | { readonly kind: 'rejected'; readonly reason: string; readonly on: string };

/** What came from outside since the last look. `askAt`: when to ask again; null: nothing is awaited. */
export interface Answered<Answer> {
  readonly answers: readonly Answer[];
  readonly askAt: number | null;
}

/** Something formal that waits for a person. */
export interface DutyFinding {
  readonly kind: 'listing' | 'claim' | 'refusedAct' | 'letter';
  /** Of the listing, the claim, the act or the letter. */
  readonly id: string;
  readonly channel: 'krd' | 'epu' | 'letter';
  readonly reason: string;
  readonly remedy: Remedy;
  /** ISO date. */
  readonly since: string;
  readonly debtorId: string | null;
  readonly creditorId: string | null;
  readonly caseId: string | null;
}

export interface Followed {
  /** Nothing is owed any more: the workflow ends. */
  readonly ended: boolean;
  /** Look again then; null: only an event changes anything. */
  readonly wakeAt: number | null;
  readonly clock: OrganisationClock;
}

/**
 * What is owed to debtors and courts once something formal has left: it outlives the cases and their drawings. Payments,
 * corrections, outcomes and passed days wake `listing:<id>` and `claim:<id>`; the pure deciders say what they mean.
 * Open cases of its invoices hear of answers: `register-answered` (krdStatus, krdReference or krdReason) and
 * `court-answered` (courtAnswer, epuStatus, epuSignature).
 */
export interface DutyStore {
  /** Throws `NO_SUCH_LISTING`. */
  listing(id: string): Promise<ListingRecord>;
  listings(filter: EntryFilter): Promise<readonly ListingRecord[]>;
  countListings(filter: EntryFilter): Promise<number>;
  listingHistory(id: string): Promise<readonly { readonly at: number; readonly event: ListingEvent }[]>;
  /** Throws `NO_SUCH_CLAIM`. */
  claim(id: string): Promise<ClaimRecord>;
  claims(filter: EntryFilter): Promise<readonly ClaimRecord[]>;
  countClaims(filter: EntryFilter): Promise<number>;
  claimHistory(id: string): Promise<readonly { readonly at: number; readonly event: ClaimEvent }[]>;
  /** What a person has to see to: rejected, refused before it left, printed and not posted. Oldest first. */
  findings(organisationId: string): Promise<readonly DutyFinding[]>;
  /** What a bundle of the register or the court is about: ordered, filed or owed by it. */
  ofBundle(bundleId: string): Promise<EntryOfBundle | null>;
  /** Takes the answers, reads the ledger, asks the desk for what is owed now. Repeats do nothing new. */
  followListing(id: string, answered: Answered<RegisterAnswer> | null): Promise<Followed>;
  followClaim(id: string, answered: Answered<CourtAnswer> | null): Promise<Followed>;
}

export type EntryOfBundle =
  | { readonly kind: 'listing'; readonly listing: ListingRecord }
  | { readonly kind: 'claim'; readonly claim: ClaimRecord };
