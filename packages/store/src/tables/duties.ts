import type {
  ClaimDuty,
  ClaimEvent,
  ClaimState,
  DutyProblem,
  ListingDuty,
  ListingEvent,
  ListingState,
} from '@krok/receivables';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface EntryTable {
  id: string;
  organisation_id: string;
  creditor_id: string;
  debtor_id: string;
  desk_key: string;
  bundle_id: string;
  case_id: string;
  element: number;
  currency: string;
  reference: string | null;
  ask_at: number | null;
  next_due: number | null;
  attention: Generated<boolean>;
  created_at: number;
  ended_at: number | null;
}

export interface ListingTable extends EntryTable {
  state: ListingState;
  listed_on: string | null;
  duty: ColumnType<ListingDuty | null, string | null, string | null>;
  duty_by: GeneratedAlways<string | null>;
  problem: ColumnType<DutyProblem | null, string | null | undefined, string | null>;
}

export interface ClaimTable extends EntryTable {
  state: ClaimState;
  signature: string | null;
  fee: Generated<number>;
  filed_on: string | null;
  order_on: string | null;
  served_on: string | null;
  final_on: string | null;
  limited_on: string | null;
  refile_by: string | null;
  refile_warned: Generated<boolean>;
  duty: ColumnType<ClaimDuty | null, string | null, string | null>;
  problem: ColumnType<DutyProblem | null, string | null | undefined, string | null>;
}

export interface ItemTable {
  invoice_id: string;
  original: number;
  stated: number;
  sending: number | null;
}
export interface ListingItemTable extends ItemTable {
  listing_id: string;
}
export interface ClaimItemTable extends ItemTable {
  claim_id: string;
}

export interface ListingEventTable {
  position: GeneratedAlways<number>;
  listing_id: string;
  at: number;
  event: ColumnType<ListingEvent, string, never>;
}
export interface ClaimEventTable {
  position: GeneratedAlways<number>;
  claim_id: string;
  at: number;
  event: ColumnType<ClaimEvent, string, never>;
}

export interface ApprovalTable {
  id: string;
  organisation_id: string;
  bundle_id: string;
  case_id: string;
  invoice_id: string;
  amount: number;
  approves: string | null;
  hash: string;
  approved_by: string;
  approved_at: number;
  state: Generated<'given' | 'used' | 'void' | 'replaced'>;
  used_by: string | null;
}
