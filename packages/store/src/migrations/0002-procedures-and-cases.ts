export const proceduresAndCases = {
  number: 2,
  name: 'procedures and cases',
  sql: `
CREATE TABLE executable (
  hash text PRIMARY KEY,
  bytes bytea NOT NULL,
  properties jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE deployment (
  id uuid PRIMARY KEY,
  position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  organisation_id uuid NOT NULL REFERENCES organisation,
  name text NOT NULL,
  xml text NOT NULL,
  xml_hash text NOT NULL,
  compiler_version text NOT NULL,
  created_by uuid REFERENCES app_user,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX deployment_by_organisation ON deployment (organisation_id, position);

CREATE TABLE deployed_process (
  deployment_id uuid NOT NULL REFERENCES deployment,
  process_id text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  position bigint NOT NULL,
  executable_hash text NOT NULL REFERENCES executable,
  version integer NOT NULL,
  version_tag text,
  name text,
  timer_starts jsonb NOT NULL,
  PRIMARY KEY (deployment_id, process_id)
);
CREATE INDEX deployed_process_by_version ON deployed_process (organisation_id, process_id, position);

-- Message and signal starts of the versions in force.
CREATE TABLE start_subscription (
  organisation_id uuid NOT NULL REFERENCES organisation,
  process_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('message', 'signal')),
  start_event integer NOT NULL,
  name text NOT NULL,
  deployment_id uuid NOT NULL REFERENCES deployment,
  PRIMARY KEY (organisation_id, process_id, kind, start_event, name)
);
CREATE INDEX start_subscription_by_name ON start_subscription (organisation_id, kind, name);

CREATE TABLE process_case (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid REFERENCES creditor,
  debtor_id uuid REFERENCES debtor,
  subject text,
  desk_key text NOT NULL,
  deployment_id uuid NOT NULL REFERENCES deployment,
  process_id text NOT NULL,
  version integer NOT NULL,
  executable_hash text NOT NULL REFERENCES executable,
  options jsonb NOT NULL,
  parent_case_id uuid REFERENCES process_case,
  parent_call text,
  root_case_id uuid NOT NULL REFERENCES process_case,
  depth integer NOT NULL,
  -- Correlation key of the message that started it: keeps other messages of that key from starting another.
  start_key text,
  start_command bytea NOT NULL,
  status text NOT NULL CHECK (status IN ('starting', 'active', 'completed', 'terminated')),
  head_seq integer NOT NULL DEFAULT 0,
  head_hash bytea NOT NULL,
  -- Head of the whole case file (people, ledger, documents), for the chain that will run over it.
  position bigint NOT NULL DEFAULT 0,
  position_hash bytea,
  next_due bigint,
  created_at bigint NOT NULL,
  ended_at bigint
);
CREATE UNIQUE INDEX process_case_open_subject ON process_case (organisation_id, subject)
  WHERE parent_case_id IS NULL AND subject IS NOT NULL AND status IN ('starting', 'active');
CREATE INDEX process_case_by_organisation ON process_case (organisation_id, id);
CREATE INDEX process_case_due ON process_case (organisation_id, next_due)
  WHERE next_due IS NOT NULL AND status IN ('starting', 'active');
CREATE INDEX process_case_starting ON process_case (organisation_id) WHERE status = 'starting';
CREATE INDEX process_case_start_key ON process_case (organisation_id, process_id, start_key)
  WHERE start_key IS NOT NULL AND status IN ('starting', 'active');
CREATE INDEX process_case_by_debtor ON process_case (debtor_id);
CREATE INDEX process_case_by_root ON process_case (root_case_id);

CREATE TABLE case_key (
  case_id uuid PRIMARY KEY REFERENCES process_case,
  owner_kind text NOT NULL CHECK (owner_kind IN ('debtor', 'organisation')),
  owner_id uuid NOT NULL,
  wrapped bytea NOT NULL
);

CREATE TABLE step_log (
  case_id uuid NOT NULL REFERENCES process_case,
  seq integer NOT NULL,
  command_id text NOT NULL,
  now bigint NOT NULL,
  -- Text, not jsonb: the hash runs over these very characters.
  env text NOT NULL,
  engine_version integer NOT NULL,
  ciphertext bytea NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (case_id, seq),
  UNIQUE (case_id, command_id)
);
-- Random bytes: trying to compress them again costs time and gains nothing.
ALTER TABLE step_log ALTER COLUMN ciphertext SET STORAGE EXTERNAL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Expected % to be only appended to, but a % was tried.', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER step_log_append_only BEFORE UPDATE OR DELETE ON step_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER step_log_no_truncate BEFORE TRUNCATE ON step_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE job (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  case_id uuid NOT NULL REFERENCES process_case,
  job text NOT NULL,
  type text NOT NULL,
  performer text NOT NULL CHECK (performer IN ('activity', 'external')),
  element integer NOT NULL,
  retries integer NOT NULL,
  attempt integer NOT NULL DEFAULT 1,
  status text NOT NULL CHECK (status IN ('open', 'waiting', 'answered', 'completed', 'cancelled')),
  answer_id uuid,
  payload bytea NOT NULL,
  created_at bigint NOT NULL,
  UNIQUE (case_id, job)
);
CREATE INDEX job_open ON job (organisation_id, performer, type, id) WHERE status IN ('open', 'answered');

CREATE TABLE incident (
  case_id uuid NOT NULL REFERENCES process_case,
  incident text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  element integer NOT NULL,
  cause text NOT NULL,
  message bytea NOT NULL,
  job text,
  raised_at bigint NOT NULL,
  resolved_at bigint,
  PRIMARY KEY (case_id, incident)
);
CREATE INDEX incident_open ON incident (organisation_id, raised_at) WHERE resolved_at IS NULL;

-- Calls of other processes that are open in the calling case.
CREATE TABLE open_call (
  case_id uuid NOT NULL REFERENCES process_case,
  call text NOT NULL,
  child_case_id uuid NOT NULL REFERENCES process_case,
  PRIMARY KEY (case_id, call)
);
`,
};
