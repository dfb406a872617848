export const acts = {
  number: 4,
  name: 'acts',
  sql: `
CREATE TABLE bundle (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid REFERENCES creditor,
  debtor_id uuid REFERENCES debtor,
  desk_key text NOT NULL,
  channel text NOT NULL,
  kind text NOT NULL,
  performer text NOT NULL CHECK (performer IN ('machine', 'person')),
  status text NOT NULL CHECK (status IN ('planned', 'performing', 'held', 'done', 'empty')),
  perform_at bigint NOT NULL,
  version integer NOT NULL DEFAULT 1,
  assignee text,
  candidate_groups text[] NOT NULL DEFAULT '{}',
  candidate_users text[] NOT NULL DEFAULT '{}',
  priority integer NOT NULL DEFAULT 50,
  due_date text,
  follow_up_date text,
  form_id text,
  claimed_by uuid REFERENCES app_user,
  created_at bigint NOT NULL,
  done_at bigint,
  done_by uuid REFERENCES app_user
);
CREATE INDEX bundle_worklist ON bundle (organisation_id, performer, status);
CREATE INDEX bundle_desk ON bundle (desk_key) WHERE status IN ('planned', 'performing', 'held');
CREATE INDEX bundle_contacts ON bundle (organisation_id, debtor_id, done_at) WHERE status <> 'empty';

CREATE TABLE act (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid REFERENCES creditor,
  debtor_id uuid REFERENCES debtor,
  case_id uuid NOT NULL REFERENCES process_case,
  desk_key text NOT NULL,
  source_kind text NOT NULL CHECK (source_kind IN ('job', 'userTask')),
  source_id text NOT NULL,
  attempt integer NOT NULL,
  element integer NOT NULL,
  type text,
  retries integer NOT NULL,
  channel text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('demand', 'duty', 'internal')),
  due_at bigint NOT NULL,
  -- When the desk looks at it next; null: when something happens.
  plan_at bigint,
  state text NOT NULL CHECK (state IN ('due', 'planned', 'done', 'notNeeded', 'refused')),
  reason text,
  bundle_id uuid REFERENCES bundle,
  withdrawn boolean NOT NULL DEFAULT false,
  payload bytea NOT NULL,
  UNIQUE (case_id, source_kind, source_id, attempt)
);
CREATE INDEX act_by_bundle ON act (bundle_id) WHERE bundle_id IS NOT NULL;
CREATE INDEX act_due ON act (desk_key, due_at) WHERE state = 'due';
CREATE INDEX act_plan ON act (organisation_id, plan_at) WHERE state = 'due';

CREATE TABLE effect (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  bundle_id uuid NOT NULL UNIQUE REFERENCES bundle,
  status text NOT NULL CHECK (status IN ('intent', 'attempting', 'recorded', 'unknown', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  as_of bigint NOT NULL,
  reference text,
  error text,
  reconciled_by uuid REFERENCES app_user,
  created_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz
);
CREATE INDEX effect_open ON effect (organisation_id, status) WHERE status IN ('attempting', 'unknown');
`,
};
