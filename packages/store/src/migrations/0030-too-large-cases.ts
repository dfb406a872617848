export const tooLargeCases = {
  number: 30,
  name: 'too-large-cases',
  sql: `
-- A step that makes too much of a case is set aside, like one that the database refuses.
ALTER TABLE standstill DROP CONSTRAINT standstill_cause_check;
ALTER TABLE standstill ADD CONSTRAINT standstill_cause_check
  CHECK (cause IN ('unstorable', 'tooLarge', 'undeliverable', 'failing', 'brokenWorkflow', 'logBehind'));
`,
};
