export const procedureDrafts = {
  number: 11,
  name: 'procedure drafts and files of deployments',
  sql: `
-- Why the version was published.
ALTER TABLE deployment ADD COLUMN note text;
-- Over its forms and decision tables; null: it has none.
ALTER TABLE deployment ADD COLUMN files_hash text;

-- Forms and decision tables that were published with a diagram.
CREATE TABLE deployment_file (
  deployment_id uuid NOT NULL REFERENCES deployment,
  kind text NOT NULL CHECK (kind IN ('form', 'dmn')),
  name text NOT NULL,
  content text NOT NULL,
  -- Ids under which a diagram asks for it: the form's, or those of its decisions.
  resource_ids text[] NOT NULL,
  PRIMARY KEY (deployment_id, kind, name)
);
CREATE INDEX deployment_file_by_resource ON deployment_file USING gin (resource_ids);

CREATE TABLE procedure_draft (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  name text NOT NULL,
  -- The procedure that it changes and the version that it was opened from; null for one drawn from nothing.
  process_id text,
  base_deployment_id uuid REFERENCES deployment,
  revision integer NOT NULL DEFAULT 1,
  created_by uuid REFERENCES app_user,
  created_at timestamptz NOT NULL DEFAULT now(),
  saved_by uuid REFERENCES app_user,
  saved_at timestamptz NOT NULL DEFAULT now()
);
-- People who change one procedure change the same draft.
CREATE UNIQUE INDEX procedure_draft_of_process ON procedure_draft (organisation_id, process_id)
  WHERE process_id IS NOT NULL;
CREATE INDEX procedure_draft_by_organisation ON procedure_draft (organisation_id, saved_at);

CREATE TABLE procedure_draft_file (
  draft_id uuid NOT NULL REFERENCES procedure_draft ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('bpmn', 'form', 'dmn')),
  name text NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (draft_id, kind, name)
);
`,
};
