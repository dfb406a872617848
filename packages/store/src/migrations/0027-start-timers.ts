export const startTimers = {
  number: 27,
  name: 'cases that time starts',
  sql: `
-- Timer start events of the newest version of each process: what is still to fire.
CREATE TABLE start_timer (
  organisation_id uuid NOT NULL REFERENCES organisation,
  process_id text NOT NULL,
  start_event integer NOT NULL,
  deployment_id uuid NOT NULL REFERENCES deployment,
  -- Epoch ms on the organisation's clock.
  due bigint NOT NULL,
  -- Times left, -1 for ever.
  repeat integer NOT NULL,
  -- ISO interval or cron text; null: once.
  cycle text,
  PRIMARY KEY (organisation_id, process_id, start_event)
);
CREATE INDEX start_timer_due ON start_timer (organisation_id, due);

INSERT INTO start_timer
  SELECT p.organisation_id, p.process_id, (t ->> 'startEvent')::integer, p.deployment_id, (t ->> 'due')::bigint,
    (t ->> 'repeat')::integer, t ->> 'cycle'
  FROM (SELECT DISTINCT ON (organisation_id, process_id) * FROM deployed_process
    ORDER BY organisation_id, process_id, position DESC) p
  CROSS JOIN LATERAL jsonb_array_elements(p.timer_starts) t
  ON CONFLICT DO NOTHING;
ALTER TABLE deployed_process DROP COLUMN timer_starts;
`,
};
