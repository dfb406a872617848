export const standstills = {
  number: 17,
  name: 'standstills',
  sql: `
-- Set aside: it blocks nothing behind it, and is sent again when a person says so.
ALTER TABLE outbox DROP CONSTRAINT outbox_status_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_status_check
  CHECK (status IN ('pending', 'delivered', 'refused', 'closed', 'aside'));
-- How often it was sent again after that: Temporal would answer a known update id with the first answer.
ALTER TABLE outbox ADD COLUMN sending integer NOT NULL DEFAULT 0;
CREATE INDEX outbox_aside ON outbox (lane) WHERE status = 'aside';

-- What does not go on by itself and is no incident of the engine.
CREATE TABLE standstill (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  workflow_id text NOT NULL,
  case_id uuid REFERENCES process_case,
  cause text NOT NULL CHECK (cause IN ('unstorable', 'undeliverable', 'failing', 'brokenWorkflow', 'logBehind')),
  -- Empty where it is about no command.
  command_id text NOT NULL,
  detail text NOT NULL,
  times integer NOT NULL DEFAULT 1,
  -- On the organisation's clock.
  since bigint NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (workflow_id, cause, command_id)
);
CREATE INDEX standstill_by_organisation ON standstill (organisation_id, since);
`,
};
