import type { ActChannel, ActKind } from '@krok/contracts/types';
import type { Generated } from 'kysely';
import type { ActSource, ActState, BundleStatus, EffectStatus } from '../surface/acts.ts';

export interface BundleTable {
  id: string;
  organisation_id: string;
  creditor_id: string | null;
  debtor_id: string | null;
  desk_key: string;
  channel: ActChannel;
  kind: ActKind;
  performer: 'machine' | 'person';
  status: BundleStatus;
  perform_at: number;
  version: Generated<number>;
  assignee: string | null;
  candidate_groups: Generated<string[]>;
  candidate_users: Generated<string[]>;
  priority: Generated<number>;
  due_date: string | null;
  follow_up_date: string | null;
  form_id: string | null;
  claimed_by: string | null;
  snoozed_until: number | null;
  callback: Generated<boolean>;
  created_at: number;
  done_at: number | null;
  done_by: string | null;
}

export interface ActTable {
  id: string;
  organisation_id: string;
  creditor_id: string | null;
  debtor_id: string | null;
  case_id: string;
  desk_key: string;
  source_kind: ActSource['kind'];
  source_id: string;
  attempt: number;
  element: number;
  type: string | null;
  retries: number;
  channel: ActChannel;
  kind: ActKind;
  due_at: number;
  plan_at: number | null;
  state: ActState;
  reason: string | null;
  policy_version: number | null;
  bundle_id: string | null;
  withdrawn: Generated<boolean>;
  payload: Buffer;
}

export interface WorkNoteTable {
  act_id: string;
  author: string;
  written_at: number;
  payload: Buffer;
}

export interface EffectTable {
  id: string;
  organisation_id: string;
  bundle_id: string;
  status: EffectStatus;
  attempts: Generated<number>;
  as_of: number;
  reference: string | null;
  error: string | null;
  reconciled_by: string | null;
  created_at: Generated<Date>;
  settled_at: Date | null;
}
