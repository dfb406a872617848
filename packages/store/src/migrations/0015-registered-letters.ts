export const registeredLetters = {
  number: 15,
  name: 'registered letters',
  sql: `
-- posting: printed, and not posted as far as anybody has said.
ALTER TABLE bundle DROP CONSTRAINT bundle_status_check;
ALTER TABLE bundle ADD CONSTRAINT bundle_status_check
  CHECK (status IN ('planned', 'performing', 'posting', 'held', 'done', 'empty'));
-- The reminder to confirm a posting is wished by its letter.
ALTER TABLE act DROP CONSTRAINT act_source_kind_check;
ALTER TABLE act ADD CONSTRAINT act_source_kind_check
  CHECK (source_kind IN ('job', 'userTask', 'listing', 'claim', 'letter'));

CREATE TABLE registered_letter (
  bundle_id uuid PRIMARY KEY REFERENCES bundle,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid NOT NULL REFERENCES creditor,
  debtor_id uuid NOT NULL REFERENCES debtor,
  desk_key text NOT NULL,
  -- Its PDF is kept under it.
  effect_key uuid NOT NULL,
  -- Of the printed file.
  sha256 text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('krdWarning', 'preCourtDemand')),
  -- Printed on the letter.
  reference text NOT NULL,
  currency text NOT NULL,
  bureaus text[] NOT NULL,
  printed_on text NOT NULL,
  pay_by text NOT NULL,
  -- cancelled: nothing that it demands is wanted any more; it is not to be posted.
  state text NOT NULL CHECK (state IN ('awaiting', 'posted', 'cancelled')),
  -- The post's own.
  number text,
  posted_on text,
  confirmed_by uuid REFERENCES app_user,
  confirmed_at bigint,
  delivered_on text,
  returned_on text,
  CHECK ((state = 'posted') = (posted_on IS NOT NULL)),
  CHECK ((posted_on IS NULL) = (number IS NULL))
);
CREATE UNIQUE INDEX registered_letter_number ON registered_letter (organisation_id, number) WHERE number IS NOT NULL;
CREATE INDEX registered_letter_by_state ON registered_letter (organisation_id, state, printed_on);
CREATE INDEX registered_letter_by_reference ON registered_letter (organisation_id, reference);

-- What the letter demands, as printed: grosze.
CREATE TABLE registered_letter_item (
  bundle_id uuid NOT NULL REFERENCES registered_letter,
  invoice_id uuid NOT NULL REFERENCES invoice,
  amount bigint NOT NULL,
  PRIMARY KEY (bundle_id, invoice_id)
);
CREATE INDEX registered_letter_item_by_invoice ON registered_letter_item (invoice_id);
`,
};
