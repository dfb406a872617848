import type { GeneratedAlways } from 'kysely';
import type { ReplyChannel } from '../surface/replies.ts';

export interface PostingCorrectionTable {
  position: GeneratedAlways<number>;
  bundle_id: string;
  number_before: string;
  posted_on_before: string;
  number: string;
  posted_on: string;
  reason: string;
  corrected_by: string;
  corrected_at: number;
}

export interface ReplyTable {
  id: string;
  organisation_id: string;
  case_id: string;
  debtor_id: string | null;
  channel: ReplyChannel;
  received_on: string;
  payload: Buffer;
  recorded_by: string;
  recorded_at: number;
  handled_by: string | null;
  handled_at: number | null;
}

export interface WorkAssignmentTable {
  position: GeneratedAlways<number>;
  bundle_id: string;
  held_before: string | null;
  given_to: string;
  given_by: string;
  given_at: number;
}
