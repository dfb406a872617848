import type { FeelIterator, FeelNode } from '../syntax/tree.ts';
import { FeelDate } from '../values/feel-date.ts';
import { FeelRange } from '../values/feel-range.ts';
import { toInteger } from '../values/number.ts';
import { type FeelValue, isList, isNumber, typeOf } from '../values/value.ts';
import { nodeCount } from './node-count.ts';
import { type Code, Frame, type Run } from './run.ts';
import { type Compile, type Scope, variableScope } from './scope.ts';

export function compileIf(condition: Code, whenTrue: Code, whenFalse: Code): Code {
  return (frame) => {
    const chosen = condition(frame);
    if (chosen === true) return whenTrue(frame);
    if (chosen !== false && chosen !== null) {
      frame.run.warn('WRONG_TYPE', `Expected a boolean after "if" but got ${typeOf(chosen)}.`);
    }
    return whenFalse(frame);
  };
}

export function compileFor(node: Extract<FeelNode, { kind: 'for' }>, scope: Scope | null, compile: Compile): Code {
  // `partial` is the outermost name of the loop: it changes with every result, the loop variables with every round.
  const { domains, inner } = compileIterators(node.iterators, variableScope('partial', scope), compile);
  const body = compile(node.body, inner);
  const steps = nodeCount(node.body) + 1;
  const keepsPartial = mentionsPartial(node);
  return (frame) => {
    const results: FeelValue[] = [];
    const outer = new Frame(frame.run, frame, keepsPartial ? [] : null);
    const complete = iterate(domains, 0, outer, (at) => {
      at.run.burn(steps);
      if (keepsPartial) {
        at.run.burn(results.length >> 3);
        outer.value = results.slice();
      }
      results.push(body(at));
      return true;
    });
    return complete === null ? null : results;
  };
}

export function compileQuantified(
  node: Extract<FeelNode, { kind: 'some' | 'every' }>,
  scope: Scope | null,
  compile: Compile,
): Code {
  const { domains, inner } = compileIterators(node.iterators, scope, compile);
  const condition = compile(node.condition, inner);
  const steps = nodeCount(node.condition) + 1;
  const deciding = node.kind === 'some';
  return (frame) => {
    let result: boolean | null = !deciding;
    const complete = iterate(domains, 0, frame, (at) => {
      at.run.burn(steps);
      const holds = condition(at);
      if (holds === deciding) {
        result = deciding;
        return false;
      }
      if (typeof holds !== 'boolean') result = null;
      return true;
    });
    return complete === null ? null : result;
  };
}

interface Domain {
  readonly low: Code;
  readonly high: Code | null;
}

function compileIterators(
  iterators: readonly FeelIterator[],
  scope: Scope | null,
  compile: Compile,
): { domains: Domain[]; inner: Scope | null } {
  let inner = scope;
  const domains: Domain[] = [];
  for (const { name, low, high } of iterators) {
    domains.push({ low: compile(low, inner), high: high === null ? null : compile(high, inner) });
    inner = variableScope(name, inner);
  }
  return { domains, inner };
}

/** Visits the product of the domains until `visit` is false (false), or a domain is none (null). */
function iterate(
  domains: readonly Domain[],
  index: number,
  frame: Frame,
  visit: (frame: Frame) => boolean,
): boolean | null {
  const domain = domains[index];
  if (domain === undefined) return visit(frame);
  const low = domain.low(frame);
  const items = domain.high === null ? itemsOf(low, frame.run) : itemsBetween(low, domain.high(frame), frame.run);
  if (items === null) return null;
  for (const item of items) {
    const next = iterate(domains, index + 1, new Frame(frame.run, frame, item), visit);
    if (next !== true) return next;
  }
  return true;
}

function itemsOf(value: FeelValue, run: Run): Iterable<FeelValue> | null {
  if (isList(value)) return value;
  if (value === null) return run.warn('WRONG_TYPE', 'Expected a list to go through but got null.');
  if (value instanceof FeelRange) {
    const items = itemsBetween(value.low, value.high, run);
    return items === null ? null : withinEnds(items, value);
  }
  return [value];
}

function* withinEnds(items: Iterable<FeelValue>, range: FeelRange): Iterable<FeelValue> {
  for (const item of items) {
    if (!range.lowIncluded && sameEnd(item, range.low)) continue;
    if (!range.highIncluded && sameEnd(item, range.high)) continue;
    yield item;
  }
}

function sameEnd(item: FeelValue, end: FeelValue): boolean {
  return item === end || (item instanceof FeelDate && end instanceof FeelDate && item.days === end.days);
}

/** Whole numbers or days from one end to the other, upwards or downwards (DMN 1.5 §10.3.2.14). */
function itemsBetween(low: FeelValue, high: FeelValue, run: Run): Iterable<FeelValue> | null {
  if (isNumber(low) && isNumber(high)) {
    const from = toInteger(low);
    const to = toInteger(high);
    if (from !== null && to !== null) return count(from, to, (n) => n);
  }
  if (low instanceof FeelDate && high instanceof FeelDate)
    return count(low.days, high.days, (days) => new FeelDate(days));
  return run.warn(
    'WRONG_TYPE',
    `Expected whole numbers or dates around ".." but got ${typeOf(low)} and ${typeOf(high)}.`,
  );
}

function* count(from: number, to: number, item: (n: number) => FeelValue): Iterable<FeelValue> {
  if (from <= to) for (let n = from; n <= to; n += 1) yield item(n);
  else for (let n = from; n >= to; n -= 1) yield item(n);
}

function mentionsPartial(node: FeelNode): boolean {
  return JSON.stringify(node).includes('{"kind":"variable","name":"partial"}');
}
