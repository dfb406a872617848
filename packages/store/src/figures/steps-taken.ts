import { type RawBuilder, sql } from 'kysely';
import type { MoneyScope } from './money-scope.ts';

/** What reminds a debtor: a letter with a warning is a demand of its own. */
const REMINDERS = ['send-email', 'send-sms', 'send-letter', 'call-debtor'];

/** Two parts of a WITH list for the invoices of `concerned (id)`: their root cases, and reminders that those made. */
export function casesAbout({ organisationId }: MoneyScope): RawBuilder<unknown> {
  return sql`
    root AS MATERIALIZED (
      SELECT c.id, k.id AS case_id, k.status FROM concerned AS c
      JOIN process_case AS k ON k.organisation_id = ${organisationId} AND k.subject = c.id::text
      WHERE k.parent_case_id IS NULL
    ), reminder AS (
      SELECT r.id, a.bundle_id FROM root AS r
      JOIN process_case AS k ON k.root_case_id = r.case_id
      JOIN act AS a ON a.organisation_id = ${organisationId} AND a.case_id = k.id AND a.kind = 'demand'
        AND a.state = 'done' AND a.type = ANY(${REMINDERS})
    )`;
}

/** A part of a WITH list, `step`: the first day of each kind of step about the invoices of `concerned (id)`. */
export function firstSteps(scope: MoneyScope): RawBuilder<unknown> {
  const { organisationId, zone } = scope;
  return sql`
    ${casesAbout(scope)}, step AS (
      SELECT i.id, r.reminded_on, d.demanded_on, l.listed_on, c.filed_on, c.final_on
      FROM concerned AS i
      LEFT JOIN (SELECT m.id, to_char(to_timestamp(min(b.done_at) / 1000) AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS reminded_on
        FROM reminder AS m JOIN bundle AS b ON b.id = m.bundle_id GROUP BY m.id) AS r ON r.id = i.id
      LEFT JOIN (SELECT invoice_id, min(posted_on) AS demanded_on FROM demand_posted GROUP BY invoice_id
      ) AS d ON d.invoice_id = i.id
      LEFT JOIN (SELECT t.invoice_id, min(e.listed_on) AS listed_on FROM listing AS e
        JOIN listing_item AS t ON t.listing_id = e.id WHERE e.organisation_id = ${organisationId} GROUP BY t.invoice_id
      ) AS l ON l.invoice_id = i.id
      LEFT JOIN (SELECT t.invoice_id, min(e.filed_on) AS filed_on, min(e.final_on) AS final_on FROM claim AS e
        JOIN claim_item AS t ON t.claim_id = e.id WHERE e.organisation_id = ${organisationId} GROUP BY t.invoice_id
      ) AS c ON c.invoice_id = i.id
    )`;
}
