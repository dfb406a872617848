import type { Generated } from 'kysely';

export interface DailyRunTable {
  organisation_id: string;
  day: string;
  began_at: number;
  finished_at: number | null;
  started: Generated<number>;
  broken: Generated<number>;
  forgotten: Generated<number>;
}
