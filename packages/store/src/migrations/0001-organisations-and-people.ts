export const organisationsAndPeople = {
  number: 1,
  name: 'organisations and people',
  sql: `
CREATE TABLE calendar_version (
  version text PRIMARY KEY,
  calendar jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE organisation (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  clock jsonb NOT NULL,
  zone text NOT NULL,
  calendar_version text NOT NULL REFERENCES calendar_version,
  sending_enabled boolean NOT NULL DEFAULT false,
  -- Options of cases for which nobody says otherwise.
  case_options jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE creditor (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  name text NOT NULL,
  sender_email text
);
CREATE INDEX creditor_by_organisation ON creditor (organisation_id);

-- The only place of a debtor's personal data.
CREATE TABLE debtor (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  name text NOT NULL,
  email text,
  phone text,
  erased_at timestamptz
);
CREATE INDEX debtor_by_organisation ON debtor (organisation_id);

CREATE TABLE app_user (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  email text NOT NULL,
  name text NOT NULL,
  password_hash text NOT NULL,
  roles text[] NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX app_user_email ON app_user (lower(email));

CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_by_user ON session (user_id);
`,
};
