export const putOffWork = {
  number: 14,
  name: 'work that is put off',
  sql: `
ALTER TABLE bundle
  -- On the organisation's clock; null: it was not put off.
  ADD COLUMN snoozed_until bigint,
  -- It was put off because the debtor asked to be called then.
  ADD COLUMN callback boolean NOT NULL DEFAULT false;
CREATE INDEX invoice_by_number ON invoice (organisation_id, number);
`,
};
