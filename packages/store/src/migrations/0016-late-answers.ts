export const lateAnswers = {
  number: 16,
  name: 'late answers of registers and courts',
  sql: `
ALTER TABLE listing DROP CONSTRAINT listing_state_check;
-- rejected: the register said no later; a person corrects what is wrong, or gives it up (abandoned).
ALTER TABLE listing ADD CONSTRAINT listing_state_check
  CHECK (state IN ('planned', 'sent', 'active', 'updateDue', 'removed', 'rejected', 'abandoned'));
-- What stands in the way: of what, reason, since, whether a person was asked.
ALTER TABLE listing ADD COLUMN problem jsonb;
ALTER TABLE claim ADD COLUMN problem jsonb;
`,
};
