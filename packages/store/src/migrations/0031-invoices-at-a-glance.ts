export const invoicesAtAGlance = {
  number: 31,
  name: 'what invoices stand at, kept beside what it follows from',
  sql: `
-- What is open: the sum of its postings, which are added only. Grosze.
ALTER TABLE invoice ADD COLUMN open bigint NOT NULL DEFAULT 0;
UPDATE invoice AS i SET open = p.amount
  FROM (SELECT invoice_id, sum(amount)::bigint AS amount FROM posting GROUP BY invoice_id) AS p
  WHERE p.invoice_id = i.id AND p.amount <> 0;
CREATE FUNCTION add_to_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE invoice AS i SET open = i.open + p.amount
    FROM (SELECT invoice_id, sum(amount)::bigint AS amount FROM posted GROUP BY invoice_id) AS p
    WHERE i.id = p.invoice_id AND p.amount <> 0;
  RETURN NULL;
END $$;
CREATE TRIGGER posting_adds_to_open AFTER INSERT ON posting REFERENCING NEW TABLE AS posted
  FOR EACH STATEMENT EXECUTE FUNCTION add_to_open();
CREATE OR REPLACE VIEW invoice_balance AS SELECT id AS invoice_id, open FROM invoice WHERE kind = 'invoice';
-- What payments of a few months paid, without reading the postings themselves.
CREATE INDEX posting_of_payment ON posting (payment_id) INCLUDE (invoice_id, amount) WHERE payment_id IS NOT NULL;
DROP INDEX posting_by_payment;

-- How far an invoice has come. Not columns of the invoice: the books and the desks would wait for each other.
CREATE TABLE invoice_progress (
  invoice_id uuid PRIMARY KEY REFERENCES invoice,
  -- Its open root case.
  case_id uuid,
  -- An e-mail, SMS, letter or call of one of its cases was made.
  reminded boolean NOT NULL DEFAULT false,
  -- Day on which the first bundle of such acts was done, on the organisation's clock; null while the first is open.
  reminded_on text,
  -- Day on which the first letter with a warning left.
  demanded_on text
);
CREATE FUNCTION invoice_of_subject(subject text) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT CASE WHEN subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN subject::uuid END $$;

CREATE FUNCTION remember_open_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('starting', 'active') THEN
    INSERT INTO invoice_progress (invoice_id, case_id) SELECT i.id, NEW.id FROM invoice AS i
      WHERE i.id = invoice_of_subject(NEW.subject) AND i.organisation_id = NEW.organisation_id
      ON CONFLICT (invoice_id) DO UPDATE SET case_id = excluded.case_id;
  ELSE
    UPDATE invoice_progress SET case_id = NULL
      WHERE invoice_id = invoice_of_subject(NEW.subject) AND case_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
-- Deferred, as those below: rows here are locked last and for the shortest time.
CREATE CONSTRAINT TRIGGER process_case_opened AFTER INSERT ON process_case DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.parent_case_id IS NULL AND NEW.subject IS NOT NULL) EXECUTE FUNCTION remember_open_case();
CREATE CONSTRAINT TRIGGER process_case_ended AFTER UPDATE OF status ON process_case DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.parent_case_id IS NULL AND NEW.subject IS NOT NULL AND NEW.status IS DISTINCT FROM OLD.status)
  EXECUTE FUNCTION remember_open_case();

-- A letter with a warning is a demand of its own and reminds of nothing.
CREATE VIEW reminder AS
  SELECT i.id AS invoice_id, a.id AS act_id, b.id AS bundle_id,
    to_char(to_timestamp(b.done_at / 1000) AT TIME ZONE o.zone, 'YYYY-MM-DD') AS done_on
  FROM act AS a
  JOIN organisation AS o ON o.id = a.organisation_id
  JOIN process_case AS k ON k.id = a.case_id
  JOIN process_case AS r ON r.id = k.root_case_id AND r.parent_case_id IS NULL
  JOIN invoice AS i ON i.id = invoice_of_subject(r.subject) AND i.organisation_id = r.organisation_id
  LEFT JOIN bundle AS b ON b.id = a.bundle_id
  WHERE a.kind = 'demand' AND a.state = 'done' AND a.type IN ('send-email', 'send-sms', 'send-letter', 'call-debtor');
CREATE FUNCTION remember_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO invoice_progress AS g (invoice_id, reminded, reminded_on)
    SELECT invoice_id, true, done_on FROM reminder WHERE act_id = NEW.id
    ON CONFLICT (invoice_id) DO UPDATE SET reminded = true, reminded_on = least(g.reminded_on, excluded.reminded_on);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER act_reminds AFTER INSERT OR UPDATE OF state ON act DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind = 'demand' AND NEW.state = 'done'
    AND NEW.type IN ('send-email', 'send-sms', 'send-letter', 'call-debtor')) EXECUTE FUNCTION remember_act();
-- Of a bundle that was finished in parts, the acts were done before it.
CREATE FUNCTION remember_bundle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO invoice_progress AS g (invoice_id, reminded, reminded_on)
    SELECT invoice_id, true, min(done_on) FROM reminder WHERE bundle_id = NEW.id GROUP BY invoice_id ORDER BY invoice_id
    ON CONFLICT (invoice_id) DO UPDATE SET reminded = true, reminded_on = least(g.reminded_on, excluded.reminded_on);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER bundle_reminds AFTER UPDATE OF done_at ON bundle DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.done_at IS DISTINCT FROM OLD.done_at) EXECUTE FUNCTION remember_bundle();

-- Posting days are corrected.
CREATE FUNCTION remember_demand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO invoice_progress (invoice_id) VALUES (NEW.invoice_id) ON CONFLICT DO NOTHING;
  -- Locked before it is looked at: what another transaction has just posted is seen.
  PERFORM FROM invoice_progress WHERE invoice_id = NEW.invoice_id FOR UPDATE;
  UPDATE invoice_progress SET demanded_on =
    (SELECT min(posted_on) FROM demand_posted WHERE demand_posted.invoice_id = NEW.invoice_id)
    WHERE invoice_id = NEW.invoice_id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER demand_posted_demands AFTER INSERT OR UPDATE OF posted_on ON demand_posted
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION remember_demand();

INSERT INTO invoice_progress (invoice_id, reminded, reminded_on)
  SELECT invoice_id, true, min(done_on) FROM reminder GROUP BY invoice_id;
INSERT INTO invoice_progress (invoice_id, demanded_on)
  SELECT invoice_id, min(posted_on) FROM demand_posted GROUP BY invoice_id
  ON CONFLICT (invoice_id) DO UPDATE SET demanded_on = excluded.demanded_on;
INSERT INTO invoice_progress (invoice_id, case_id)
  SELECT i.id, k.id FROM process_case AS k
  JOIN invoice AS i ON i.id = invoice_of_subject(k.subject) AND i.organisation_id = k.organisation_id
  WHERE k.parent_case_id IS NULL AND k.status IN ('starting', 'active')
  ON CONFLICT (invoice_id) DO UPDATE SET case_id = excluded.case_id;
-- What is open on which version.
CREATE INDEX process_case_open_by_version ON process_case (organisation_id, process_id, version)
  WHERE status IN ('starting', 'active');
`,
};
