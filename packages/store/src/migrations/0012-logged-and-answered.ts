/**
 * A command that its case has logged has not arrived yet: the worker may have died before Temporal kept the workflow task,
 * and Temporal keeps an update that is not in a history in memory only. The row stays until the workflow itself answers.
 */
export const loggedAndAnswered = {
  number: 12,
  name: 'logged-and-answered',
  sql: `
ALTER TABLE outbox ADD COLUMN logged_at timestamptz;
`,
};
