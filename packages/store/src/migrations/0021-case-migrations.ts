export const caseMigrations = {
  number: 21,
  name: 'cases that go over to another version',
  sql: `
-- What a case started with, once it has gone over to another version: its log is read from there. Null: it never has.
ALTER TABLE process_case ADD COLUMN first_deployment_id uuid REFERENCES deployment;
ALTER TABLE process_case ADD COLUMN first_version integer;
ALTER TABLE process_case ADD COLUMN first_executable_hash text REFERENCES executable;
CREATE INDEX process_case_open_by_executable ON process_case (organisation_id, process_id, executable_hash)
  WHERE status = 'active';

-- What a person asked for; each case's own result is that of its command.
CREATE TABLE case_migration (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  process_id text NOT NULL,
  source_hash text NOT NULL REFERENCES executable,
  source_version integer NOT NULL,
  target_deployment_id uuid NOT NULL REFERENCES deployment,
  target_hash text NOT NULL REFERENCES executable,
  target_version integer NOT NULL,
  mapping jsonb NOT NULL,
  reason text NOT NULL,
  asked_by uuid REFERENCES app_user,
  -- On the organisation's clock.
  asked_at bigint NOT NULL
);
CREATE INDEX case_migration_by_process ON case_migration (organisation_id, process_id, asked_at DESC);
CREATE TABLE case_migration_item (
  migration_id uuid NOT NULL REFERENCES case_migration,
  case_id uuid NOT NULL REFERENCES process_case,
  command_id uuid NOT NULL,
  PRIMARY KEY (migration_id, case_id)
);
`,
};
