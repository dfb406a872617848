import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { polishCalendar } from '@krok/calendar';
import { squeeze, unsqueeze } from '../src/squeeze.ts';
import { SQUEEZE_DICTIONARY } from '../src/squeeze-dictionary.ts';

describe('bytes made smaller', () => {
  const opened = Buffer.from(JSON.stringify({ zone: 'Europe/Warsaw', calendar: polishCalendar(2020, 2035) }));

  it('come back the same, short, long and not worth it', () => {
    for (const plain of [Buffer.from('{}'), opened, Buffer.from('zażółć '.repeat(40_000))]) {
      const { bytes, how } = squeeze(plain, 100);
      assert.deepEqual(unsqueeze(bytes, how), plain);
    }
  });

  it('are read as earlier releases wrote them', () => {
    assert.deepEqual(unsqueeze(deflateRawSync(opened), 1), opened);
  });

  it('of a case that opens cost a fifth of what deflate alone makes of them', () => {
    assert.ok(squeeze(opened, 100).bytes.length * 5 < deflateRawSync(opened).length);
  });

  it('need the very text that they were written with: it does not change', () => {
    const digest = createHash('sha256').update(SQUEEZE_DICTIONARY).digest('hex');
    assert.equal(digest, '8f847c18c7803339c3e0750b30fc756a079d9731526fc6294b0e9fa93683683a');
  });
});
