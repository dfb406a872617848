import type { Rule } from './rule.ts';

/** The properties by which invoices start cases on their own; one that can't be read starts none, without a word. */
export const startRule: Rule = (process, add) => {
  const { properties } = process;
  // Started by people only.
  const says = ['startWhen', 'startAfterDays', 'startDaysBefore'].some((name) => properties[name] !== undefined);
  if (!says) return;
  const expect = (name: string, expected: string, isRight: (value: string) => boolean): void => {
    const value = properties[name] ?? '';
    if (!isRight(value)) add('start-rule-property', 'warning', process.processId, { name, expected, value });
  };
  const oneOf = (name: string, values: readonly string[]): void =>
    expect(name, values.join(' | '), (value) => values.includes(value));
  oneOf('subject', ['invoice']);
  oneOf('startWhen', ['overdue', 'beforeDue']);
  if (properties['debtorKind'] !== undefined) oneOf('debtorKind', ['any', 'consumer', 'business']);
  if (properties['join'] !== undefined) oneOf('join', ['now', 'nextRound', 'alone']);
  if (properties['startWhen'] === 'overdue')
    expect('startAfterDays', '1 - 9999', (value) => /^\d{1,4}$/.test(value) && Number(value) >= 1);
  if (properties['startWhen'] === 'beforeDue')
    expect('startDaysBefore', '0 - 9999', (value) => /^\d{1,4}$/.test(value));
};
