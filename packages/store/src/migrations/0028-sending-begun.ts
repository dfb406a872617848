export const sendingBegun = {
  number: 28,
  name: 'sending-begun',
  sql: `
-- When sending was first switched on, which only an administrator may do; null: never.
ALTER TABLE organisation ADD COLUMN sending_begun_at timestamptz;
UPDATE organisation SET sending_begun_at = now() WHERE sending_enabled
  OR EXISTS (SELECT 1 FROM effect WHERE effect.organisation_id = organisation.id);
`,
};
