import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, show } from './evaluate.ts';

const ROWS: readonly [string, string][] = [
  ['"Zażółć" + " " + "gęślą"', '"Zażółć gęślą"'],
  ['string length("🐎ab")', '3'],
  ['substring("🐎ab", 2, 1)', '"a"'],
  ['substring("foobar", -2)', '"ar"'],
  ['substring("foobar", 0)', 'null'],
  ['"\\u017b\\U01F40E\\n"', '"Ż🐎\n"'],
  ['upper case("żółw")', '"ŻÓŁW"'],
  ['substring before("foobar", "bar")', '"foo"'],
  ['substring after("foobar", "x")', '""'],
  ['contains("foobar", "oba")', 'true'],
  ['starts with("foobar", "fo")', 'true'],
  ['ends with("foobar", "r")', 'true'],
  ['matches("foobar", "^fo*b")', 'true'],
  ['matches("FOO", "foo", "i")', 'true'],
  ['matches("ŻÓŁW 12", "^[\\w ]+$")', 'true'],
  ['matches("x", "[a-z-[aeiou]]")', 'true'],
  ['matches("e", "[a-z-[aeiou]]")', 'false'],
  ['matches("x", "(a")', 'null'],
  ['matches("aa", "(a)\\1")', 'null'],
  ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '"[1=ab][2=]cd"'],
  ['replace("a1b22", "[0-9]+", "#")', '"a#b#"'],
  ['replace("abc", "x*", "-")', 'null'],
  ['split("a;b;;c", ";")', '["a", "b", "", "c"]'],
  ['extract("ref 123 and 45", "[0-9]+")', '["123", "45"]'],
  ['string join(["a", null, "b"], "-")', '"a-b"'],
  ['string join(["a", "b"], ", ", "[", "]")', '"[a, b]"'],
  ['trim("  a ")', '"a"'],
  ['is blank(" ")', 'true'],
  ['to base64("FEEL")', '"RkVFTA=="'],
  ['to base64("Żółw 🐎")', '"xbvDs8WCdyDwn5CO"'],
  ['to base64("")', '""'],
  ['string(1.50)', '"1.5"'],
  ['string(@"P1DT2H")', '"P1DT2H"'],
  ['string([1, "a", {b: null}])', '"[1, \\"a\\", {b: null}]"'],
  ['"a" + 1', 'null'],
];

test('strings', () => {
  for (const [expression, value] of ROWS) assert.equal(show(evaluate(expression)), value, expression);
});
