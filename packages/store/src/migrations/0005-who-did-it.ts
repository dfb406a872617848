export const whoDidIt = {
  number: 5,
  name: 'who did it',
  sql: `
ALTER TABLE outbox ADD COLUMN actor uuid REFERENCES app_user;
ALTER TABLE process_case ADD COLUMN started_by uuid REFERENCES app_user;

-- What a person wrote when completing work: free text, so that it stays out of commands and variables.
CREATE TABLE work_note (
  act_id uuid PRIMARY KEY REFERENCES act,
  author uuid NOT NULL REFERENCES app_user,
  written_at bigint NOT NULL,
  -- Sealed with the key of the act's case.
  payload bytea NOT NULL
);
`,
};
