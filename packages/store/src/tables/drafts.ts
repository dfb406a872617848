import type { Generated } from 'kysely';

export interface ProcedureDraftTable {
  id: string;
  organisation_id: string;
  name: string;
  process_id: string | null;
  base_deployment_id: string | null;
  revision: Generated<number>;
  created_by: string | null;
  created_at: Generated<Date>;
  saved_by: string | null;
  saved_at: Generated<Date>;
}

export interface ProcedureDraftFileTable {
  draft_id: string;
  kind: 'bpmn' | 'form' | 'dmn';
  name: string;
  content: string;
}

export interface DeploymentFileTable {
  deployment_id: string;
  kind: 'form' | 'dmn';
  name: string;
  content: string;
  resource_ids: string[];
}
