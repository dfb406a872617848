export const heatAndPublishing = {
  number: 24,
  name: 'where cases stand and went, publishing by two people',
  sql: `
-- Open element instances of open cases: by the dense index in the executable that the case runs.
CREATE TABLE element_instance (
  case_id uuid NOT NULL REFERENCES process_case,
  instance text NOT NULL,
  element integer NOT NULL,
  PRIMARY KEY (case_id, instance)
);

-- How often a case entered an element of an executable, and when last, on its organisation's clock.
CREATE TABLE element_visit (
  case_id uuid NOT NULL REFERENCES process_case,
  executable_hash text NOT NULL,
  element integer NOT NULL,
  times integer NOT NULL,
  last_at bigint NOT NULL,
  PRIMARY KEY (case_id, executable_hash, element)
);
CREATE INDEX element_visit_by_executable ON element_visit (executable_hash, last_at);
CREATE INDEX process_case_by_executable ON process_case (executable_hash, process_id, status);

-- The rule that a second person publishes is a setting with versions like the others.
ALTER TABLE organisation_setting DROP CONSTRAINT organisation_setting_kind_check;
ALTER TABLE organisation_setting ADD CONSTRAINT organisation_setting_kind_check CHECK (kind <> '');

-- A draft as somebody wishes it published; another person does it, or says no.
CREATE TABLE publish_request (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  draft_id uuid NOT NULL REFERENCES procedure_draft ON DELETE CASCADE,
  -- Of the draft; a later save makes the request void.
  revision integer NOT NULL,
  note text NOT NULL,
  requested_by uuid NOT NULL REFERENCES app_user,
  requested_at timestamptz NOT NULL DEFAULT now(),
  declined_by uuid REFERENCES app_user,
  declined_note text,
  UNIQUE (draft_id)
);

-- Who asked for a version that another person published.
ALTER TABLE deployment ADD COLUMN requested_by uuid REFERENCES app_user;
`,
};
