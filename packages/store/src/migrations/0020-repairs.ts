export const repairs = {
  number: 20,
  name: 'repairs',
  sql: `
-- Since when a person has suspended the case, on the organisation's clock; null: it runs.
ALTER TABLE process_case ADD COLUMN suspended_at bigint;
CREATE INDEX process_case_suspended ON process_case (organisation_id) WHERE suspended_at IS NOT NULL;

-- Head of the case's log that the asking person saw: the case takes the command there and nowhere else.
ALTER TABLE outbox ADD COLUMN seen integer;
`,
};
