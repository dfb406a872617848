import type { FeelNode } from '../syntax/tree.ts';
import { parseNumber } from '../values/number.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { isInstance } from '../values/instance-of.ts';
import type { FeelValue } from '../values/value.ts';
import { compileFilter, compilePath } from './access.ts';
import { compileCall, compileFunction, compileNamedCall } from './calls.ts';
import { compileContext, compileList, compileRange } from './collections.ts';
import { compileFor, compileIf, compileQuantified } from './control.ts';
import { compileAnd, compileArithmetic, compileCompare, compileNegate, compileOr } from './operators.ts';
import type { Code } from './run.ts';
import { compileName, type Scope } from './scope.ts';
import { compileBetween, compileComparisonRange, compileIn, compileUnaryTests } from './tests.ts';

/** Code for a node whose free names mean what the scope says. */
export function compile(node: FeelNode, scope: Scope | null): Code {
  switch (node.kind) {
    case 'null':
      return constant(null);
    case 'boolean':
    case 'string':
      return constant(node.value);
    case 'number':
      return constant(parseNumber(node.text));
    case 'at':
      return compileAt(node.text);
    case 'variable':
      return compileName(node.name, scope);
    case 'input':
      return compileName('?', scope);
    case 'arithmetic':
      return compileArithmetic(node.operator, compile(node.left, scope), compile(node.right, scope));
    case 'negate':
      return compileNegate(compile(node.operand, scope));
    case 'compare':
      return compileCompare(node.operator, compile(node.left, scope), compile(node.right, scope));
    case 'and':
      return compileAnd(compile(node.left, scope), compile(node.right, scope));
    case 'or':
      return compileOr(compile(node.left, scope), compile(node.right, scope));
    case 'between':
      return compileBetween(compile(node.value, scope), compile(node.low, scope), compile(node.high, scope));
    case 'in':
      return compileIn(node, scope, compile);
    case 'comparisonTest':
      return compileComparisonRange(node, scope, compile);
    case 'if':
      return compileIf(compile(node.condition, scope), compile(node.whenTrue, scope), compile(node.whenFalse, scope));
    case 'for':
      return compileFor(node, scope, compile);
    case 'some':
    case 'every':
      return compileQuantified(node, scope, compile);
    case 'instanceOf': {
      const value = compile(node.value, scope);
      return (frame) => isInstance(value(frame), node.type, frame.run);
    }
    case 'path':
      return compilePath(compile(node.source, scope), node.name);
    case 'filter':
      return compileFilter(node, scope, compile);
    case 'call':
      return compileCall(node, scope, compile);
    case 'namedCall':
      return compileNamedCall(node, scope, compile);
    case 'function':
      return compileFunction(node, scope, compile);
    case 'context':
      return compileContext(node.entries, scope, compile);
    case 'list':
      return compileList(node.items.map((item) => compile(item, scope)));
    case 'range':
      return compileRange(node, compile(node.low, scope), compile(node.high, scope));
    case 'unaryTests':
      return compileUnaryTests(node, scope, compile);
  }
}

export function constant(value: FeelValue): Code {
  return () => value;
}

function compileAt(text: string): Code {
  const value = parseTemporal(text);
  if (value !== null) return constant(value);
  return (frame) => frame.run.warn('NO_RESULT', `Expected a date, time or duration but got @"${text}".`);
}
