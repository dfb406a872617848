export const listingsAndClaims = {
  number: 10,
  name: 'listings, claims and approvals',
  sql: `
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind ~ '^(startCase|command|wake[A-Z][A-Za-z]*)$');
-- The listing or claim to be woken.
ALTER TABLE outbox ADD COLUMN woken uuid;

-- Duties are wished by their listing or claim; they keep the case whose act began it, but don't end with it.
ALTER TABLE act DROP CONSTRAINT act_source_kind_check;
ALTER TABLE act ADD CONSTRAINT act_source_kind_check CHECK (source_kind IN ('job', 'userTask', 'listing', 'claim'));
CREATE INDEX act_of_duty ON act (source_id) WHERE source_kind IN ('listing', 'claim');

-- An entry about a debtor in a register. Written before the order leaves, so that no entry is ever unknown here.
CREATE TABLE listing (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid NOT NULL REFERENCES creditor,
  debtor_id uuid NOT NULL REFERENCES debtor,
  desk_key text NOT NULL,
  bundle_id uuid NOT NULL UNIQUE REFERENCES bundle,
  -- The first of the cases that asked: its key seals the acts.
  case_id uuid NOT NULL REFERENCES process_case,
  element integer NOT NULL,
  currency text NOT NULL,
  state text NOT NULL CHECK (state IN ('planned', 'sent', 'active', 'updateDue', 'removed', 'rejected')),
  reference text,
  listed_on text,
  duty jsonb,
  duty_by text GENERATED ALWAYS AS (duty ->> 'by') STORED,
  -- When the register is asked for its answer next.
  ask_at bigint,
  -- When time alone changes something.
  next_due bigint,
  -- Something happened that its workflow has not looked at.
  attention boolean NOT NULL DEFAULT false,
  created_at bigint NOT NULL,
  ended_at bigint
);
CREATE INDEX listing_by_debtor ON listing (debtor_id, creditor_id);
CREATE INDEX listing_open ON listing (organisation_id, next_due) WHERE ended_at IS NULL;

CREATE TABLE listing_item (
  listing_id uuid NOT NULL REFERENCES listing,
  invoice_id uuid NOT NULL REFERENCES invoice,
  -- Grosze: as first listed; as the register shows it; as an order under way says it.
  original bigint NOT NULL CHECK (original > 0),
  stated bigint NOT NULL CHECK (stated >= 0),
  sending bigint CHECK (sending >= 0),
  PRIMARY KEY (listing_id, invoice_id)
);
CREATE INDEX listing_item_by_invoice ON listing_item (invoice_id);

CREATE TABLE listing_event (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  listing_id uuid NOT NULL REFERENCES listing,
  at bigint NOT NULL,
  event jsonb NOT NULL
);
CREATE INDEX listing_event_by_listing ON listing_event (listing_id, position);

CREATE TABLE claim (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  creditor_id uuid NOT NULL REFERENCES creditor,
  debtor_id uuid NOT NULL REFERENCES debtor,
  desk_key text NOT NULL,
  bundle_id uuid NOT NULL UNIQUE REFERENCES bundle,
  case_id uuid NOT NULL REFERENCES process_case,
  element integer NOT NULL,
  currency text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'sent', 'registered', 'orderIssued', 'opposed', 'discontinued', 'final',
    'withdrawn', 'rejected', 'closed')),
  reference text,
  -- The court's case number.
  signature text,
  -- Grosze.
  fee bigint NOT NULL DEFAULT 0,
  filed_on text,
  order_on text,
  served_on text,
  final_on text,
  limited_on text,
  refile_by text,
  refile_warned boolean NOT NULL DEFAULT false,
  duty jsonb,
  ask_at bigint,
  next_due bigint,
  attention boolean NOT NULL DEFAULT false,
  created_at bigint NOT NULL,
  ended_at bigint
);
CREATE INDEX claim_by_debtor ON claim (debtor_id, creditor_id);
CREATE INDEX claim_open ON claim (organisation_id, next_due) WHERE ended_at IS NULL;

CREATE TABLE claim_item (
  claim_id uuid NOT NULL REFERENCES claim,
  invoice_id uuid NOT NULL REFERENCES invoice,
  original bigint NOT NULL CHECK (original > 0),
  stated bigint NOT NULL CHECK (stated >= 0),
  sending bigint CHECK (sending >= 0),
  PRIMARY KEY (claim_id, invoice_id)
);
CREATE INDEX claim_item_by_invoice ON claim_item (invoice_id);

CREATE TABLE claim_event (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  claim_id uuid NOT NULL REFERENCES claim,
  at bigint NOT NULL,
  event jsonb NOT NULL
);
CREATE INDEX claim_event_by_claim ON claim_event (claim_id, position);

CREATE TRIGGER listing_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON listing_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER claim_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

-- What a second person agreed to: the amount as shown, for the next formal act of the case.
CREATE TABLE approval (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  bundle_id uuid NOT NULL REFERENCES bundle,
  case_id uuid NOT NULL REFERENCES process_case,
  invoice_id uuid NOT NULL REFERENCES invoice,
  -- Grosze.
  amount bigint NOT NULL,
  -- Job type that it is for; null: the next formal act, whichever it is.
  approves text,
  -- SHA-256 over the data as shown.
  hash text NOT NULL,
  approved_by uuid NOT NULL REFERENCES app_user,
  approved_at bigint NOT NULL,
  state text NOT NULL DEFAULT 'given' CHECK (state IN ('given', 'used', 'void', 'replaced')),
  -- The act that it was for.
  used_by uuid REFERENCES bundle,
  UNIQUE (bundle_id, case_id)
);
CREATE INDEX approval_by_case ON approval (case_id, approved_at);
`,
};
