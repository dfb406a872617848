export const moneyFigures = {
  number: 29,
  name: 'figures of the money',
  sql: `
-- What payments of a few months paid.
CREATE INDEX payment_by_day ON payment (organisation_id, booked_on);
-- Who was reminded, without reading what was said.
CREATE INDEX act_made ON act (case_id) INCLUDE (organisation_id, type, bundle_id) WHERE kind = 'demand' AND state = 'done';
`,
};
