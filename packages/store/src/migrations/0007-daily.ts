export const daily = {
  number: 7,
  name: 'daily work',
  sql: `
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind ~ '^(startCase|command|wake[A-Z][A-Za-z]*)$');

-- The daily work of an organisation, once per day of its clock.
CREATE TABLE daily_run (
  organisation_id uuid NOT NULL REFERENCES organisation,
  -- ISO date.
  day text NOT NULL,
  began_at bigint NOT NULL,
  -- Null while it is under way, or cut off: then it is taken up again.
  finished_at bigint,
  started integer NOT NULL DEFAULT 0,
  broken integer NOT NULL DEFAULT 0,
  forgotten integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organisation_id, day)
);
CREATE INDEX process_case_by_subject ON process_case (organisation_id, subject, process_id) WHERE subject IS NOT NULL;
`,
};
