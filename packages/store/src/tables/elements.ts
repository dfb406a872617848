import type { Generated } from 'kysely';

export interface ElementInstanceTable {
  case_id: string;
  instance: string;
  element: number;
}

export interface ElementVisitTable {
  case_id: string;
  executable_hash: string;
  element: number;
  times: number;
  last_at: number;
}

export interface PublishRequestTable {
  id: string;
  organisation_id: string;
  draft_id: string;
  revision: number;
  note: string;
  requested_by: string;
  requested_at: Generated<Date>;
  declined_by: string | null;
  declined_note: string | null;
}
