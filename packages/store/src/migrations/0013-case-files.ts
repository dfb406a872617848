export const caseFiles = {
  number: 13,
  name: 'case files',
  sql: `
-- Free text of people about a case: sealed with the case's key, never a variable.
CREATE TABLE case_note (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES process_case,
  author uuid NOT NULL REFERENCES app_user,
  -- On the organisation's clock.
  written_at bigint NOT NULL,
  payload bytea NOT NULL
);
CREATE INDEX case_note_by_case ON case_note (case_id, written_at);

-- The very text that an attempt sent, kept before it leaves; sealed with the key of case_id.
CREATE TABLE sent_document (
  effect_id uuid NOT NULL REFERENCES effect,
  attempt integer NOT NULL,
  case_id uuid NOT NULL REFERENCES process_case,
  payload bytea NOT NULL,
  PRIMARY KEY (effect_id, attempt)
);

CREATE INDEX act_by_debtor ON act (debtor_id) WHERE debtor_id IS NOT NULL;
CREATE INDEX outbox_by_act ON outbox (act_id) WHERE act_id IS NOT NULL;

-- When a process last said that it runs.
CREATE TABLE service_seen (
  name text PRIMARY KEY,
  seen_at timestamptz NOT NULL,
  detail jsonb NOT NULL
);
`,
};
