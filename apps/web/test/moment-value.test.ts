import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { momentOf, momentValue } from '../src/forms/moment-value.ts';

const where = { zone: 'Europe/Warsaw', today: '2026-07-01' };

describe('a day and time in a form', () => {
  const cases = [
    ['date', '2026-12-01', '', undefined, '2026-12-01'],
    ['time', '', '14:05', undefined, '14:05'],
    ['time', '', '14:05', 'utc_offset', '14:05+02:00'],
    ['time', '', '01:05', 'utc_normalized', '23:05Z'],
    ['datetime', '2026-12-01', '14:05', 'no_utc_offset', '2026-12-01T14:05'],
    ['datetime', '2026-12-01', '14:05', 'utc_offset', '2026-12-01T14:05+01:00'],
    ['datetime', '2026-07-01', '00:30', 'utc_normalized', '2026-06-30T22:30Z'],
  ] as const;
  for (const [kind, day, time, format, value] of cases) {
    it(`is written ${value} (${kind}, ${format ?? 'as the clock shows it'}) and read back, in the organisation's zone`, () => {
      assert.equal(momentValue(kind, { day, time }, { ...where, format }), value);
      assert.deepEqual(momentOf(kind, value, where), { day, time });
    });
  }

  it('is no value while a part is missing', () => {
    assert.equal(momentValue('date', { day: '', time: '' }, where), null);
    assert.equal(momentValue('time', { day: '', time: '' }, where), null);
    assert.equal(momentValue('datetime', { day: '2026-12-01', time: '' }, where), null);
    assert.equal(momentValue('datetime', { day: '', time: '14:05' }, where), null);
  });

  it('is empty where the case holds something else', () => {
    for (const value of [null, 7, '', 'jutro', '12/01/2026'])
      assert.deepEqual(momentOf('datetime', value, where), { day: '', time: '' });
  });
});
