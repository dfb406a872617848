export const repliesAndAssignments = {
  number: 25,
  name: 'corrected postings, replies of debtors, work given to people',
  sql: `
-- A posting that was entered wrongly, as it was before and as it is since.
CREATE TABLE posting_correction (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bundle_id uuid NOT NULL REFERENCES registered_letter,
  number_before text NOT NULL,
  posted_on_before text NOT NULL,
  number text NOT NULL,
  posted_on text NOT NULL,
  reason text NOT NULL,
  corrected_by uuid NOT NULL REFERENCES app_user,
  corrected_at bigint NOT NULL
);
CREATE INDEX posting_correction_by_letter ON posting_correction (bundle_id, position);
CREATE TRIGGER posting_correction_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON posting_correction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

-- What a debtor answered; it is work until somebody has dealt with it.
ALTER TABLE act DROP CONSTRAINT act_source_kind_check;
ALTER TABLE act ADD CONSTRAINT act_source_kind_check
  CHECK (source_kind IN ('job', 'userTask', 'listing', 'claim', 'letter', 'reply'));
CREATE TABLE reply (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  case_id uuid NOT NULL REFERENCES process_case,
  debtor_id uuid REFERENCES debtor,
  channel text NOT NULL CHECK (channel IN ('email', 'sms', 'letter', 'phone', 'other')),
  received_on text NOT NULL,
  -- Its text, under the key of the case.
  payload bytea NOT NULL,
  recorded_by uuid NOT NULL REFERENCES app_user,
  recorded_at bigint NOT NULL,
  handled_by uuid REFERENCES app_user,
  handled_at bigint,
  CHECK ((handled_by IS NULL) = (handled_at IS NULL))
);
CREATE INDEX reply_by_case ON reply (case_id, recorded_at);
CREATE INDEX reply_by_debtor ON reply (debtor_id, recorded_at);

-- Who gave work to whom.
CREATE TABLE work_assignment (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bundle_id uuid NOT NULL REFERENCES bundle,
  held_before uuid REFERENCES app_user,
  given_to uuid NOT NULL REFERENCES app_user,
  given_by uuid NOT NULL REFERENCES app_user,
  given_at bigint NOT NULL
);
CREATE INDEX work_assignment_by_bundle ON work_assignment (bundle_id, position);
CREATE TRIGGER work_assignment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON work_assignment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
`,
};
