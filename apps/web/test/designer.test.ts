import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { elementTemplates, JOB_CATALOGUE, STEP_TEMPLATES } from '@krok/contracts/types';
import { baseOf, readWait, type TimerText, type Wait, writeWait } from '../src/designer/wait.ts';

const date = (text: string): TimerText => ({ property: 'timeDate', text });
const span = (text: string): TimerText => ({ property: 'timeDuration', text });

describe('the plain field of a wait', () => {
  it('reads one span of time, and nothing where there is none or several', () => {
    const table: readonly (readonly [TimerText, Wait | null])[] = [
      [date('=add business days(today(), 7)'), { count: 7, unit: 'businessDays' }],
      [date('=add business days(date(lastStepOn), 5)'), { count: 5, unit: 'businessDays' }],
      [date('=add business days(if a = null then today() else date(a), 3)'), { count: 3, unit: 'businessDays' }],
      [date('=today() + duration("P30D")'), { count: 30, unit: 'days' }],
      [date('=date(postedOn) + duration("P1M") + duration("P1D")'), { count: 1, unit: 'months' }],
      [span('P14D'), { count: 14, unit: 'days' }],
      [span('PT3M'), { count: 3, unit: 'minutes' }],
      [span('PT1H'), { count: 1, unit: 'hours' }],
      [span('=if wait = null then duration("PT2M") else duration(wait)'), { count: 2, unit: 'minutes' }],
      [date('=if h = null then today() + duration("P90D") else date(h) + duration("P2D")'), null],
      [date('=dueOn'), null],
      [span('P1Y2M'), null],
    ];
    for (const [timer, expected] of table) assert.deepEqual(readWait(timer), expected, timer.text);
  });

  it('writes another number and keeps what it counts from', () => {
    const table: readonly (readonly [TimerText, Wait, TimerText])[] = [
      [
        date('=add business days(date(lastStepOn), 7)'),
        { count: 5, unit: 'businessDays' },
        date('=add business days(date(lastStepOn), 5)'),
      ],
      [
        date('=date(postedOn) + duration("P1M") + duration("P1D")'),
        { count: 2, unit: 'months' },
        date('=date(postedOn) + duration("P2M") + duration("P1D")'),
      ],
      [span('P14D'), { count: 10, unit: 'days' }, span('P10D')],
      [span('P14D'), { count: 10, unit: 'businessDays' }, date('=add business days(today(), 10)')],
      [date('=add business days(today(), 3)'), { count: 2, unit: 'hours' }, span('PT2H')],
      [
        date('=add business days(date(promiseDate), 3)'),
        { count: 2, unit: 'weeks' },
        date('=(date(promiseDate)) + duration("P2W")'),
      ],
    ];
    for (const [timer, wait, expected] of table) {
      const written = writeWait(timer, wait);
      assert.deepEqual(written, expected, timer.text);
      assert.deepEqual(readWait(written), wait, timer.text);
      assert.equal(baseOf(written) ?? 'today()', baseOf(timer) ?? 'today()', timer.text);
    }
  });
});

describe('steps in business words', () => {
  it('exist for every job type of the catalogue, in both languages', () => {
    assert.deepEqual(STEP_TEMPLATES.map(({ jobType }) => jobType).sort(), Object.keys(JOB_CATALOGUE).sort());
    for (const { jobType, name, hint } of STEP_TEMPLATES) {
      assert.ok(name.pl !== '' && name.en !== '' && name.pl !== name.en, jobType);
      assert.ok(hint.pl !== '' && hint.en !== '', jobType);
    }
  });

  it('are element templates with the job type and every field', () => {
    for (const language of ['pl', 'en'] as const) {
      for (const [index, { properties, id }] of elementTemplates(language).entries()) {
        const template = STEP_TEMPLATES[index];
        assert.deepEqual(properties[0]?.binding, { type: 'zeebe:taskDefinition', property: 'type' }, id);
        assert.equal(properties[0]?.value, template?.jobType);
        const headers = properties.filter(({ binding }) => binding['type'] === 'zeebe:taskHeader');
        assert.deepEqual(
          headers.map(({ binding }) => binding['key']),
          template?.fields.map(({ header }) => header),
        );
      }
    }
  });
});
