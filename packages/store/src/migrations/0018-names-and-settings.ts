export const namesAndSettings = {
  number: 18,
  name: 'names of natural persons, settings with who changed them',
  sql: `
-- Of a natural person, also of a sole trader, whose firm is name (KC art. 43(4)).
ALTER TABLE debtor ADD COLUMN first_name text;
ALTER TABLE debtor ADD COLUMN surname text;

-- Versions of an organisation's settings; the newest is in force, none is ever changed.
CREATE TABLE organisation_setting (
  organisation_id uuid NOT NULL REFERENCES organisation,
  kind text NOT NULL CHECK (kind IN ('contactPolicy', 'formalities')),
  version integer NOT NULL,
  content jsonb NOT NULL,
  note text,
  set_by uuid REFERENCES app_user,
  -- On the organisation's clock.
  set_at bigint NOT NULL,
  PRIMARY KEY (organisation_id, kind, version)
);
CREATE TRIGGER organisation_setting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON organisation_setting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

-- Who changed which fields of a creditor or a debtor; values of persons are not repeated here.
CREATE TABLE party_change (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  party_kind text NOT NULL CHECK (party_kind IN ('creditor', 'debtor')),
  party_id uuid NOT NULL,
  fields text[] NOT NULL,
  changed_by uuid REFERENCES app_user,
  changed_at bigint NOT NULL
);
CREATE INDEX party_change_by_party ON party_change (party_id, position);
CREATE TRIGGER party_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

-- Version of the contact policy that made an act wait.
ALTER TABLE act ADD COLUMN policy_version integer;
`,
};
