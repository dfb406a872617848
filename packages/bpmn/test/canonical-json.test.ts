import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '@krok/bpmn/executable';

test('members are sorted by UTF-16 units (RFC 8785 §3.2.3)', () => {
  const value = { '€': 1, '\r': 2, '\ufb33': 3, 1: 4, '😀': 5, '\u0080': 6, ö: 7 };
  assert.equal(canonicalJson(value), '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
});

test('numbers and strings are written as ECMAScript writes them (RFC 8785 §3.2.2)', () => {
  assert.equal(
    canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0]),
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  );
  assert.equal(canonicalJson('€$\u000f\nA\'B"\\\\"/'), '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  assert.equal(canonicalJson([56, { d: true, 10: null, 1: [] }]), '[56,{"1":[],"10":null,"d":true}]');
});

test('the order in which members were made does not matter, absent members neither', () => {
  assert.equal(canonicalJson({ b: 1, a: { d: 2, c: undefined } }), canonicalJson({ a: { d: 2 }, b: 1 }));
});

test('what is no JSON is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, Symbol('s'), () => 1, undefined, [undefined]]) {
    assert.throws(() => canonicalJson(value), TypeError);
  }
});
