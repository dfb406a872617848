import type { MigrationMapping } from '@krok/engine';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { CaseOptions, CaseStatus } from '../surface/cases.ts';
import type { JobStatus } from '../surface/jobs.ts';

export interface ExecutableTable {
  hash: string;
  bytes: Buffer;
  properties: ColumnType<Readonly<Record<string, string>>, string, string>;
  created_at: Generated<Date>;
}

export interface DeploymentTable {
  id: string;
  position: GeneratedAlways<number>;
  organisation_id: string;
  name: string;
  xml: string;
  xml_hash: string;
  compiler_version: string;
  note: string | null;
  files_hash: string | null;
  created_by: string | null;
  requested_by: string | null;
  created_at: Generated<Date>;
}

export interface DeployedProcessTable {
  deployment_id: string;
  process_id: string;
  organisation_id: string;
  position: number;
  executable_hash: string;
  version: number;
  version_tag: string | null;
  name: string | null;
}

export interface StartSubscriptionTable {
  organisation_id: string;
  process_id: string;
  kind: 'message' | 'signal';
  start_event: number;
  name: string;
  deployment_id: string;
}

export interface StartTimerTable {
  organisation_id: string;
  process_id: string;
  start_event: number;
  deployment_id: string;
  due: number;
  repeat: number;
  cycle: string | null;
}

export interface ProcessCaseTable {
  id: string;
  organisation_id: string;
  creditor_id: string | null;
  debtor_id: string | null;
  subject: string | null;
  desk_key: string;
  deployment_id: string;
  process_id: string;
  version: number;
  executable_hash: string;
  options: ColumnType<CaseOptions, string, string>;
  parent_case_id: string | null;
  parent_call: string | null;
  root_case_id: string;
  depth: number;
  start_key: string | null;
  start_command: Buffer;
  status: CaseStatus;
  head_seq: Generated<number>;
  head_hash: Buffer;
  position: Generated<number>;
  position_hash: Buffer | null;
  next_due: number | null;
  created_at: number;
  ended_at: number | null;
  started_by: string | null;
  suspended_at: number | null;
  first_deployment_id: string | null;
  first_version: number | null;
  first_executable_hash: string | null;
}

export interface CaseMigrationTable {
  id: string;
  organisation_id: string;
  process_id: string;
  source_hash: string;
  source_version: number;
  target_deployment_id: string;
  target_hash: string;
  target_version: number;
  mapping: ColumnType<MigrationMapping, string, string>;
  reason: string;
  asked_by: string | null;
  asked_at: number;
}

export interface CaseMigrationItemTable {
  migration_id: string;
  case_id: string;
  command_id: string;
}

export interface CaseKeyTable {
  case_id: string;
  owner_kind: 'debtor' | 'organisation';
  owner_id: string;
  wrapped: Buffer;
}

export interface StepLogTable {
  case_id: string;
  seq: number;
  command_id: string;
  now: number;
  env: string;
  engine_version: number;
  ciphertext: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
}

export interface JobTable {
  id: string;
  organisation_id: string;
  case_id: string;
  job: string;
  type: string;
  performer: 'activity' | 'external';
  element: number;
  retries: number;
  attempt: Generated<number>;
  status: JobStatus;
  answer_id: string | null;
  payload: Buffer;
  created_at: number;
}

export interface IncidentTable {
  case_id: string;
  incident: string;
  organisation_id: string;
  element: number;
  cause: string;
  message: Buffer;
  job: string | null;
  raised_at: number;
  resolved_at: number | null;
}

export interface OpenCallTable {
  case_id: string;
  call: string;
  child_case_id: string;
}
