import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextAttempt } from '../src/index.ts';

const REAL = 1_800_000_000_000;

describe('the next attempt', () => {
  it('doubles its wait to ten minutes and ends after ten attempts, in about half an hour', () => {
    const waits = [];
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttempt({ attempts, clock: { mode: 'real' }, realNow: REAL });
      if (next.kind === 'giveUp') break;
      waits.push((next.at - REAL) / 1000);
    }
    assert.deepEqual(waits, [5, 10, 20, 40, 80, 160, 320, 600, 600]);
  });

  it('waits real seconds under a clock that runs faster', () => {
    const clock = { mode: 'factor', factor: 86_400, realAnchor: REAL, orgAnchor: 1000 } as const;
    assert.deepEqual(nextAttempt({ attempts: 1, clock, realNow: REAL }), { kind: 'retry', at: 1000 + 5_000 * 86_400 });
  });

  it('waits for an advance under a clock that stands still', () => {
    assert.deepEqual(nextAttempt({ attempts: 2, clock: { mode: 'manual', now: 7 }, realNow: REAL }), {
      kind: 'retry',
      at: 10_007,
    });
  });
});
