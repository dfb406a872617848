import { type FeelEnv, type Json, linkExpression, parseExpression } from '@krok/feel';
import { polishCalendar } from '@krok/calendar';
import { evaluate } from 'feelin';

/**
 * Time of one evaluation of typical expressions with 30 variables in scope: ours, linked once, against feelin, which
 * parses at every call. Prints the ratio; `--json` prints JSON.
 */
const EXPRESSIONS = [
  'amount > 1000',
  'status = "open" and amount >= 500 and not(disputed)',
  'if daysOverdue > 30 then "demand" else "reminder"',
  'customer.address.city',
  'amount * (1 + rate / 100)',
  'count(invoices[open = true]) > 2',
  'sum(for i in invoices return i.amount)',
  'some i in invoices satisfies i.amount > 900',
  'amount in [1000..5000]',
  'string length(customer.name) > 3 and contains(customer.name, "Kowalski")',
  'date(due) + duration("P14D") < date("2026-12-24")',
  '{ total: amount + costs, label: "case " + caseId }',
] as const;

const variables = sampleVariables();
const env: FeelEnv = { now: 1_795_359_600_000, zone: 'Europe/Warsaw', calendar: polishCalendar(), fuel: { left: 0 } };
const lookup = (name: string): Json | undefined => variables[name];

const rows = EXPRESSIONS.map((source) => {
  const parsed = parseExpression(source);
  if (parsed.kind !== 'parsed') throw new Error(`Expected "${source}" to parse but ${parsed.message}`);
  const linked = linkExpression(parsed.tree);
  const ours = nanosPerCall(() => {
    env.fuel.left = 100_000;
    return linked(lookup, env);
  });
  const feelin = nanosPerCall(() => evaluate(source, variables));
  return { source, oursNanos: Math.round(ours), feelinNanos: Math.round(feelin), ratio: Math.round(feelin / ours) };
});
const ratios = rows.map((row) => row.ratio).sort((a, b) => a - b);
const result = { benchmark: 'feel', worstRatio: ratios[0], medianRatio: ratios[ratios.length >> 1], rows };

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(result));
} else {
  for (const row of rows) {
    console.log(`${String(row.ratio).padStart(6)}x ${row.oursNanos} ns against ${row.feelinNanos} ns: ${row.source}`);
  }
  console.log(`median ${result.medianRatio}x, worst ${result.worstRatio}x faster than feelin`);
}

/** The best of a few rounds, each of at least 40 ms. */
function nanosPerCall(call: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  let calls = 8;
  for (let round = 0; round < 8; ) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < calls; i += 1) call();
    const nanos = Number(process.hrtime.bigint() - start);
    if (nanos < 40_000_000) {
      calls *= 2;
    } else {
      best = Math.min(best, nanos / calls);
      round += 1;
    }
  }
  return best;
}

function sampleVariables(): Record<string, Json> {
  const sample: Record<string, Json> = {
    amount: 1234.56,
    costs: 40,
    rate: 11.75,
    status: 'open',
    disputed: false,
    daysOverdue: 45,
    due: '2026-10-08',
    caseId: 'K-2026-000123',
    customer: { name: 'Jan Kowalski', address: { city: 'Warszawa', street: 'Prosta 1' } },
    invoices: Array.from({ length: 6 }, (_, i) => ({ number: `F/${i}`, amount: 200 * i, open: i % 2 === 0 })),
  };
  for (let i = Object.keys(sample).length; i < 30; i += 1) sample[`variable${i}`] = i;
  return sample;
}
