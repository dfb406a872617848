import type { ColumnType, Generated } from 'kysely';
import type { StandstillCause } from '../surface/standstills.ts';

export interface StandstillTable {
  id: string;
  organisation_id: string;
  workflow_id: string;
  case_id: string | null;
  cause: StandstillCause;
  command_id: string;
  detail: string;
  times: Generated<number>;
  since: number;
  seen_at: ColumnType<Date, never, unknown>;
}
