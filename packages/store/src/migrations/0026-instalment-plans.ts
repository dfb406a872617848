export const instalmentPlans = {
  number: 26,
  name: 'instalment-plans',
  sql: `
CREATE TABLE instalment_plan (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid NOT NULL REFERENCES creditor,
  debtor_id uuid NOT NULL REFERENCES debtor,
  -- Parts with day and grosze, in order.
  schedule jsonb NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'kept', 'broken', 'cancelled')),
  agreed_by uuid REFERENCES app_user,
  agreed_at bigint NOT NULL,
  settled_at bigint,
  -- Day of the part that was missed.
  missed_on text
);
CREATE INDEX instalment_plan_running ON instalment_plan (creditor_id) WHERE state = 'running';
CREATE INDEX instalment_plan_by_debtor ON instalment_plan (debtor_id, creditor_id);

CREATE TABLE plan_invoice (
  plan_id uuid NOT NULL REFERENCES instalment_plan,
  invoice_id uuid NOT NULL REFERENCES invoice,
  -- What was open when the plan was agreed.
  open_before bigint NOT NULL,
  PRIMARY KEY (plan_id, invoice_id)
);
CREATE INDEX plan_invoice_by_invoice ON plan_invoice (invoice_id);
`,
};
