export const outboxAndExchange = {
  number: 3,
  name: 'outbox and exchange',
  sql: `
CREATE TABLE message (
  id uuid PRIMARY KEY,
  position bigint GENERATED ALWAYS AS IDENTITY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  -- The publisher's id, unique among messages alive.
  message_id text NOT NULL,
  name text NOT NULL,
  correlation_key text NOT NULL,
  published_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  -- False: known for a message on its way only, or as a duplicate's first.
  buffered boolean NOT NULL,
  served text[] NOT NULL,
  payload bytea NOT NULL
);
CREATE INDEX message_by_key ON message (organisation_id, correlation_key, name);
CREATE INDEX message_by_publisher ON message (organisation_id, message_id);
CREATE INDEX message_expiry ON message (organisation_id, expires_at);

CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  position bigint GENERATED ALWAYS AS IDENTITY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  kind text NOT NULL CHECK (kind IN ('startCase', 'command', 'wakeDesk')),
  -- Rows of one lane go out one by one, in order: a case, or a desk.
  lane text NOT NULL,
  case_id uuid REFERENCES process_case,
  desk_key text,
  command_kind text,
  -- Encrypted with the case's key; null for commands that are their kind alone, and once settled.
  command bytea,
  at bigint NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'refused', 'closed')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  leased_until timestamptz,
  last_error text,
  rejection jsonb,
  -- A message on its way to a subscription of the case.
  message_row uuid REFERENCES message,
  subscription text,
  -- The act whose outcome it carries.
  act_id uuid,
  settled_at timestamptz
);
CREATE INDEX outbox_pending ON outbox (position) WHERE status = 'pending';
CREATE INDEX outbox_lane ON outbox (lane, position) WHERE status = 'pending';
CREATE INDEX outbox_organisation ON outbox (organisation_id) WHERE status = 'pending';
CREATE INDEX outbox_message ON outbox (message_row) WHERE status = 'pending' AND message_row IS NOT NULL;
CREATE INDEX outbox_refused ON outbox (case_id, position) WHERE status IN ('refused', 'closed');

CREATE TABLE subscription (
  case_id uuid NOT NULL REFERENCES process_case,
  subscription text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  kind text NOT NULL CHECK (kind IN ('message', 'signal')),
  process_id text NOT NULL,
  element integer NOT NULL,
  name text NOT NULL,
  correlation_key text,
  opened_at bigint NOT NULL,
  -- Outbox row of the message that is under way to it.
  busy_with uuid,
  PRIMARY KEY (case_id, subscription)
);
CREATE INDEX subscription_by_key ON subscription (organisation_id, kind, name, correlation_key);
`,
};
