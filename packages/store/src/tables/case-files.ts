import type { ColumnType } from 'kysely';

export interface CaseNoteTable {
  id: string;
  case_id: string;
  author: string;
  written_at: number;
  payload: Buffer;
}

export interface SentDocumentTable {
  effect_id: string;
  attempt: number;
  case_id: string;
  payload: Buffer;
}

export interface ServiceSeenTable {
  name: string;
  seen_at: ColumnType<Date, Date | string, Date | string>;
  detail: ColumnType<Readonly<Record<string, unknown>>, string, string>;
}
