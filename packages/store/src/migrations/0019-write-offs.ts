export const writeOffs = {
  number: 19,
  name: 'write-offs',
  sql: `
ALTER TABLE posting DROP CONSTRAINT posting_kind_check;
-- writeOff: a rest within the creditor's tolerance; its reason stands in detail, and it can be taken back.
ALTER TABLE posting ADD CONSTRAINT posting_kind_check
  CHECK (kind IN ('invoiced', 'correction', 'payment', 'release', 'reversal', 'writeOff', 'writeOffReversal'));
`,
};
