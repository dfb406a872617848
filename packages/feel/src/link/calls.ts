import { callBuiltin, findBuiltin } from '../builtins/registry.ts';
import type { FeelNode } from '../syntax/tree.ts';
import { parseDuration } from '../values/durations.ts';
import { parseDate } from '../values/feel-date.ts';
import { parseDateTime } from '../values/feel-date-time.ts';
import { FeelFunction } from '../values/feel-function.ts';
import { parseTime } from '../values/feel-time.ts';
import { convert } from '../values/instance-of.ts';
import { type FeelValue, typeOf } from '../values/value.ts';
import { drawsRandomness } from '../syntax/draws-randomness.ts';
import { nodeDepth } from './node-count.ts';
import { type Code, Frame, type Run } from './run.ts';
import { type Compile, isFree, type Scope, variableScope } from './scope.ts';

export function compileCall(node: Extract<FeelNode, { kind: 'call' }>, scope: Scope | null, compile: Compile): Code {
  const builtin = builtinOf(node.callee, scope);
  const literal = builtin === null ? null : temporalLiteral(builtin.name, node.arguments);
  if (literal !== null) return () => literal;
  const values = node.arguments.map((argument) => compile(argument, scope));
  const [first] = values;
  if (builtin?.name === 'is defined' && first !== undefined && values.length === 1) {
    return (frame) => !frame.run.quietly(first, frame).missing;
  }
  if (builtin?.name === 'get or else' && first !== undefined) {
    values[0] = (frame) => frame.run.quietly(first, frame).value;
  }
  if (builtin !== null) {
    const isYoung = drawsRandomness(node.callee);
    return (frame) => {
      frame.run.burn(1);
      const given = values.map((value) => value(frame));
      const own = isYoung ? frame.run.lookup(builtin.name) : null;
      // A model may have called its own function so before there was a built-in of the name.
      return own instanceof FeelFunction
        ? callFunction(own, given, null, frame.run)
        : callBuiltin(builtin, given, null, frame.run);
    };
  }
  const callee = compile(node.callee, scope);
  return (frame) =>
    callFunction(
      callee(frame),
      values.map((value) => value(frame)),
      null,
      frame.run,
    );
}

export function compileNamedCall(
  node: Extract<FeelNode, { kind: 'namedCall' }>,
  scope: Scope | null,
  compile: Compile,
): Code {
  const names = node.arguments.map((argument) => argument.name);
  const values = node.arguments.map((argument) => compile(argument.value, scope));
  const builtin = builtinOf(node.callee, scope);
  if (builtin !== null) {
    return (frame) => {
      frame.run.burn(1);
      return callBuiltin(
        builtin,
        values.map((value) => value(frame)),
        names,
        frame.run,
      );
    };
  }
  const callee = compile(node.callee, scope);
  return (frame) =>
    callFunction(
      callee(frame),
      values.map((value) => value(frame)),
      names,
      frame.run,
    );
}

export function compileFunction(
  node: Extract<FeelNode, { kind: 'function' }>,
  scope: Scope | null,
  compile: Compile,
): Code {
  let inner = scope;
  for (const parameter of node.parameters) inner = variableScope(parameter.name, inner);
  const body = compile(node.body, inner);
  const names = node.parameters.map((parameter) => parameter.name);
  const levels = nodeDepth(node.body) + 4;
  return (frame) =>
    new FeelFunction(names, (values, run) => {
      run.enter(levels, levels);
      let at = frame.run === run ? frame : rebase(frame, run.seeing(frame.run.lookup));
      for (const [i, parameter] of node.parameters.entries()) {
        const given = values[i] ?? null;
        const value = parameter.type === null ? given : convert(given, parameter.type, run);
        if (value === undefined) {
          run.leave(levels);
          return run.warn('WRONG_TYPE', `Expected another type of "${parameter.name}" but got ${typeOf(given)}.`);
        }
        at = new Frame(at.run, at, value);
      }
      const result = body(at);
      run.leave(levels);
      return result;
    });
}

/** Calls a function value with positional (`names` null) or named arguments. */
function callFunction(
  callee: FeelValue,
  values: readonly FeelValue[],
  names: readonly string[] | null,
  run: Run,
): FeelValue {
  if (!(callee instanceof FeelFunction))
    return run.warn('NO_FUNCTION', `Expected a function but got ${typeOf(callee)}.`);
  const { parameters } = callee;
  const ordered = names === null ? values : parameters.map((parameter) => values[names.indexOf(parameter)] ?? null);
  const known = names === null || names.every((name) => parameters.includes(name));
  if (!known || values.length !== parameters.length) {
    return run.warn(
      'WRONG_ARGUMENTS',
      `Expected arguments (${parameters.join(', ')}) but got ${describe(values, names)}.`,
    );
  }
  return callee.invoke(ordered, run);
}

function describe(values: readonly FeelValue[], names: readonly string[] | null): string {
  return names === null ? `${values.length} of them` : `(${names.join(', ')})`;
}

function builtinOf(callee: FeelNode, scope: Scope | null) {
  return callee.kind === 'variable' && isFree(callee.name, scope) ? findBuiltin(callee.name) : null;
}

/** The value of `date("2026-11-22")` and its like, which need not be read at every evaluation; null for other calls. */
function temporalLiteral(name: string, values: readonly FeelNode[]): FeelValue {
  const [text] = values;
  if (text?.kind !== 'string' || values.length !== 1) return null;
  return TEMPORAL_READERS[name]?.(text.value) ?? null;
}

const TEMPORAL_READERS: Readonly<Record<string, (text: string) => FeelValue>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
};

/** A function that outlived its evaluation sees the variables of that one, and runs on the budget of the one that calls it. */
function rebase(frame: Frame, run: Run): Frame {
  return new Frame(run, frame.parent === null ? null : rebase(frame.parent, run), frame.value);
}
