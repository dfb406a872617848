import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockNow, type OrganisationClock, realDelay } from '../src/index.ts';

const REAL = Date.parse('2026-11-22T10:00:00Z');
const ORG = Date.parse('2030-01-01T00:00:00Z');
const factor: OrganisationClock = { mode: 'factor', factor: 86_400, realAnchor: REAL, orgAnchor: ORG };

test('the real clock is the real time', () => {
  assert.equal(clockNow({ mode: 'real' }, REAL), REAL);
  assert.equal(realDelay({ mode: 'real' }, REAL + 5000, REAL), 5000);
  assert.equal(realDelay({ mode: 'real' }, REAL - 1, REAL), 0);
});

test('a factor of 86,400 makes a day a second', () => {
  assert.equal(clockNow(factor, REAL + 1000), ORG + 86_400_000);
  assert.equal(realDelay(factor, ORG + 7 * 86_400_000, REAL), 7000);
  assert.equal(realDelay(factor, ORG - 1, REAL), 0);
});

test('a timer never fires before the organisation clock reads its due time', () => {
  for (const f of [0.3, 1, 3, 7, 60.1, 86_400, 1e7]) {
    const clock: OrganisationClock = { mode: 'factor', factor: f, realAnchor: REAL - 123, orgAnchor: ORG };
    for (let due = 1; due < 1e10; due = due * 3 + 1) {
      const delay: number = realDelay(clock, ORG + due, REAL) ?? Number.NaN;
      assert.ok(clockNow(clock, REAL + delay) >= ORG + due, `${f} ${due}`);
      assert.ok(delay === 0 || clockNow(clock, REAL + delay - 2) < ORG + due, `${f} ${due} waits too long`);
    }
  }
});

test('the manual clock stands still and sets no timers', () => {
  assert.equal(clockNow({ mode: 'manual', now: ORG }, REAL), ORG);
  assert.equal(realDelay({ mode: 'manual', now: ORG }, ORG + 1, REAL), null);
});
