import type { Instalment } from '@krok/receivables';
import type { ColumnType, Generated } from 'kysely';

export interface InstalmentPlanTable {
  id: string;
  organisation_id: string;
  creditor_id: string;
  debtor_id: string;
  schedule: ColumnType<readonly Instalment[], string, never>;
  state: Generated<'running' | 'kept' | 'broken' | 'cancelled'>;
  agreed_by: string | null;
  agreed_at: number;
  settled_at: number | null;
  missed_on: string | null;
}

export interface PlanInvoiceTable {
  plan_id: string;
  invoice_id: string;
  open_before: number;
}
