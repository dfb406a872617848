export const ledger = {
  number: 6,
  name: 'ledger',
  sql: `
ALTER TABLE creditor
  ADD COLUMN nip text,
  ADD COLUMN street text,
  ADD COLUMN house text,
  ADD COLUMN flat text,
  ADD COLUMN postal_code text,
  ADD COLUMN town text,
  -- NRB, 26 digits.
  ADD COLUMN bank_account text,
  ADD COLUMN letterhead text,
  -- ISO date; null where the creditor keeps none.
  ADD COLUMN payments_known_through text,
  ADD COLUMN krd_contract boolean NOT NULL DEFAULT false,
  -- An open amount up to this many grosze counts as paid.
  ADD COLUMN tolerance bigint NOT NULL DEFAULT 0 CHECK (tolerance >= 0),
  ADD COLUMN sending jsonb NOT NULL DEFAULT '{}';
CREATE UNIQUE INDEX creditor_nip ON creditor (organisation_id, nip);

ALTER TABLE debtor
  ADD COLUMN legal_form text NOT NULL DEFAULT 'company'
    CHECK (legal_form IN ('consumer', 'soleTrader', 'partnership', 'company', 'publicBody')),
  ADD COLUMN nip text,
  ADD COLUMN pesel text,
  ADD COLUMN regon text,
  ADD COLUMN krs text,
  ADD COLUMN street text,
  ADD COLUMN house text,
  ADD COLUMN flat text,
  ADD COLUMN postal_code text,
  ADD COLUMN town text,
  ADD COLUMN language text NOT NULL DEFAULT 'pl',
  -- ISO date of the opening of insolvency or restructuring.
  ADD COLUMN insolvent_since text;
CREATE INDEX debtor_by_nip ON debtor (organisation_id, nip) WHERE nip IS NOT NULL;
CREATE INDEX debtor_by_pesel ON debtor (organisation_id, pesel) WHERE pesel IS NOT NULL;

-- How a creditor's own books call a debtor.
CREATE TABLE debtor_number (
  creditor_id uuid NOT NULL REFERENCES creditor,
  number text NOT NULL,
  debtor_id uuid NOT NULL REFERENCES debtor,
  PRIMARY KEY (creditor_id, number)
);
CREATE INDEX debtor_number_by_debtor ON debtor_number (debtor_id);

CREATE TABLE import_run (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid NOT NULL REFERENCES creditor,
  sha256 text NOT NULL,
  file_name text NOT NULL,
  counts jsonb NOT NULL,
  error_count integer NOT NULL,
  -- Lines that were refused: sealed with the organisation's key, they quote what was in them.
  errors bytea NOT NULL,
  imported_by uuid REFERENCES app_user,
  at bigint NOT NULL,
  UNIQUE (creditor_id, sha256)
);
CREATE INDEX import_run_by_organisation ON import_run (organisation_id, at);

CREATE TABLE invoice (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid NOT NULL REFERENCES creditor,
  debtor_id uuid NOT NULL REFERENCES debtor,
  number text NOT NULL,
  issued_on text NOT NULL,
  due_on text NOT NULL,
  -- Grosze, as issued; of a correction the difference. What is open is the sum of the postings.
  amount bigint NOT NULL,
  currency text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('invoice', 'correction')),
  corrects uuid REFERENCES invoice,
  claim_kind text NOT NULL,
  recorded_at bigint NOT NULL,
  UNIQUE (creditor_id, number),
  CHECK ((kind = 'correction') = (corrects IS NOT NULL))
);
CREATE INDEX invoice_by_debtor ON invoice (debtor_id, creditor_id);
CREATE INDEX invoice_by_due ON invoice (organisation_id, due_on) WHERE kind = 'invoice';

CREATE TABLE payment (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid NOT NULL REFERENCES creditor,
  debtor_id uuid NOT NULL REFERENCES debtor,
  bank_reference text NOT NULL,
  booked_on text NOT NULL,
  -- Grosze; negative for one that takes another back.
  amount bigint NOT NULL CHECK (amount <> 0),
  currency text NOT NULL,
  -- Free text of the payer: goes with the debtor's data.
  title text,
  -- Number of the invoice that it names, known or not yet.
  names_invoice text,
  reverses uuid UNIQUE REFERENCES payment,
  import_id uuid REFERENCES import_run,
  recorded_by uuid REFERENCES app_user,
  recorded_at bigint NOT NULL,
  UNIQUE (creditor_id, bank_reference),
  CHECK ((amount < 0) = (reverses IS NOT NULL))
);
CREATE INDEX payment_by_debtor ON payment (debtor_id, creditor_id);

CREATE TABLE posting (
  id uuid PRIMARY KEY,
  position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  organisation_id uuid NOT NULL REFERENCES organisation,
  invoice_id uuid NOT NULL REFERENCES invoice,
  -- release: part of a payment that an invoice no longer needs, back to the payment.
  kind text NOT NULL CHECK (kind IN ('invoiced', 'correction', 'payment', 'release', 'reversal')),
  -- Grosze: what it adds to the open amount.
  amount bigint NOT NULL,
  booked_on text NOT NULL,
  payment_id uuid REFERENCES payment,
  -- The correction's own document.
  correction_id uuid REFERENCES invoice,
  import_id uuid REFERENCES import_run,
  -- What changed beside the amount.
  detail jsonb,
  recorded_by uuid REFERENCES app_user,
  recorded_at bigint NOT NULL,
  CHECK ((kind IN ('payment', 'release', 'reversal')) = (payment_id IS NOT NULL))
);
CREATE INDEX posting_by_invoice ON posting (invoice_id, position) INCLUDE (amount, booked_on);
CREATE INDEX posting_by_payment ON posting (payment_id) WHERE payment_id IS NOT NULL;

CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Expected rows of % to be added only but got %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON posting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
-- The title alone may go: with the debtor's data.
CREATE TRIGGER payment_append_only BEFORE DELETE OR TRUNCATE OR UPDATE OF id, organisation_id, creditor_id, debtor_id,
  bank_reference, booked_on, amount, currency, names_invoice, reverses, import_id, recorded_by, recorded_at ON payment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

CREATE VIEW invoice_balance AS
  SELECT i.id AS invoice_id,
    (SELECT coalesce(sum(p.amount), 0)::bigint FROM posting p WHERE p.invoice_id = i.id) AS open
  FROM invoice i WHERE i.kind = 'invoice';
CREATE VIEW payment_rest AS
  SELECT y.id AS payment_id, (y.amount
    + (SELECT coalesce(sum(p.amount), 0) FROM posting p WHERE p.payment_id = y.id)
    + coalesce((SELECT r.amount FROM payment r WHERE r.reverses = y.id), 0))::bigint AS rest
  FROM payment y WHERE y.amount > 0;

CREATE TABLE hold (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid NOT NULL REFERENCES creditor,
  debtor_id uuid NOT NULL REFERENCES debtor,
  -- Null: every invoice of the debtor to this creditor.
  invoice_id uuid REFERENCES invoice,
  kind text NOT NULL CHECK (kind IN ('hold', 'dispute')),
  -- ISO date of its last day; null while nobody set one.
  until text,
  -- Grosze in dispute; null: all that is open.
  amount bigint CHECK (amount > 0),
  -- Role or user id of whoever has to answer a dispute.
  owner text,
  reason text NOT NULL,
  set_by uuid REFERENCES app_user,
  set_at bigint NOT NULL,
  ended_at bigint,
  ended_by uuid REFERENCES app_user
);
CREATE INDEX hold_by_debtor ON hold (debtor_id, creditor_id) WHERE ended_at IS NULL;

CREATE TABLE promise (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid NOT NULL REFERENCES creditor,
  debtor_id uuid NOT NULL REFERENCES debtor,
  promised_on text NOT NULL,
  made_by uuid REFERENCES app_user,
  made_at bigint NOT NULL
);
CREATE TABLE promise_item (
  promise_id uuid NOT NULL REFERENCES promise,
  invoice_id uuid NOT NULL REFERENCES invoice,
  amount bigint NOT NULL CHECK (amount > 0),
  -- What was open when it was promised.
  open_before bigint NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'broken', 'replaced')),
  settled_at bigint,
  PRIMARY KEY (promise_id, invoice_id)
);
CREATE UNIQUE INDEX promise_item_open ON promise_item (invoice_id) WHERE state = 'open';
CREATE INDEX promise_by_organisation ON promise (organisation_id, promised_on);
CREATE INDEX promise_by_debtor ON promise (debtor_id, creditor_id);

-- When a letter with a warning left: the month before a listing counts from here.
CREATE TABLE demand_posted (
  invoice_id uuid NOT NULL REFERENCES invoice,
  bundle_id uuid NOT NULL REFERENCES bundle,
  posted_on text NOT NULL,
  -- Grosze demanded.
  amount bigint NOT NULL,
  bureaus text[] NOT NULL,
  reference text,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (invoice_id, bundle_id)
);
`,
};
