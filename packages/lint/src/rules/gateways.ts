import type { Expression } from '@krok/bpmn/executable';
import type { Rule } from './rule.ts';

/** BPMN 2.0 §13.4.2, §13.4.3: where no condition holds and there is no default flow, an exception arises. */
export const gatewayWithoutDefault: Rule = (process, add) => {
  for (const element of process.elements) {
    if (element.type !== 'exclusiveGateway' && element.type !== 'inclusiveGateway') continue;
    if (element.outgoing.length < 2 || element.defaultFlow !== undefined) continue;
    const conditions = element.outgoing.map((flow) => process.flows[flow]?.condition);
    if (conditions.some((condition) => condition === undefined) || oneAlwaysHolds(conditions)) continue;
    add('gateway-without-default', 'warning', element.id);
  }
};

/** A condition and its negation: `a` and `not(a)`, `x > 1` and `x <= 1`. */
function oneAlwaysHolds(conditions: readonly (Expression | undefined)[]): boolean {
  const sources = conditions.flatMap((each) => (each?.kind === 'feel' ? [plain(each.tree.source)] : []));
  return sources.some(
    (source) => source === 'true' || OPPOSITES.some((opposite) => sources.includes(opposite(source))),
  );
}

function plain(source: string): string {
  return source.replace(/\s+/g, '');
}

const swap =
  (from: string, to: string) =>
  (source: string): string => {
    const parts = source.split(from);
    return parts.length === 2 && !/[<>=!]/.test(parts.join('')) && !/and|or\b/.test(source)
      ? parts.join(to)
      : `${source}?`;
  };
const OPPOSITES: readonly ((source: string) => string)[] = [
  (source) => `not(${source})`,
  swap('<', '>='),
  swap('>', '<='),
  swap('!=', '='),
];
