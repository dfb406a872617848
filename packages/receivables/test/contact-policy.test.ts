import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkContactPolicy, type ContactPolicy, DEFAULT_CONTACT_POLICY } from '@krok/receivables';

const policy = (more: Partial<ContactPolicy>): ContactPolicy => ({ ...DEFAULT_CONTACT_POLICY, ...more });
const window = (opens: string, closes: string) => ({ window: { opens, closes, days: 'businessDays' as const } });

describe('the bounds of a contact policy', () => {
  const table: readonly [given: string, policy: ContactPolicy, wrong: readonly string[]][] = [
    ['the default', DEFAULT_CONTACT_POLICY, []],
    ['six to ten at night, as the trade allows at most', policy(window('06:00', '22:00')), []],
    ['before six', policy(window('05:59', '20:00')), ['opens']],
    ['after ten', policy(window('08:00', '22:01')), ['closes']],
    ['a window of half an hour', policy(window('10:00', '10:30')), ['closes']],
    ['no time', policy(window('8', '20:00')), ['opens']],
    ['no contact a day', policy({ maxPerDay: 0 }), ['maxPerDay']],
    ['half a contact', policy({ maxPerDay: 1.5 }), ['maxPerDay']],
    ['fewer a week than a day', policy({ maxPerDay: 3, maxPerWeek: 2 }), ['maxPerWeek']],
    ['a joining delay of two days', policy({ joiningDelay: 2 * 86_400_000 }), ['joiningDelay']],
    ['a grace of a month', policy({ promiseGraceDays: 30 }), ['promiseGraceDays']],
    ['holds of two years', policy({ longestHoldDays: 730 }), ['longestHoldDays']],
  ];
  for (const [given, when, wrong] of table) {
    it(given, () =>
      assert.deepEqual(
        checkContactPolicy(when).map(({ field }) => field),
        wrong,
      ),
    );
  }
});
