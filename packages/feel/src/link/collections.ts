import { builtinNames } from '../builtins/registry.ts';
import type { FeelEntry, FeelNode } from '../syntax/tree.ts';
import { makeRange } from '../values/range-order.ts';
import { type FeelValue, setEntry } from '../values/value.ts';
import { type Code, Frame } from './run.ts';
import { type Compile, isFree, type Scope, variableScope } from './scope.ts';

export function compileList(items: readonly Code[]): Code {
  return (frame) => items.map((item) => item(frame));
}

/** Every entry sees the entries before it (DMN 1.5 §10.3.2.11); a function sees itself too, unless its name is taken. */
export function compileContext(entries: readonly FeelEntry[], scope: Scope | null, compile: Compile): Code {
  let inner = scope;
  const compiled = entries.map(({ name, value }) => {
    const outer = inner;
    inner = variableScope(name, outer);
    const seesItself = value.kind === 'function' && isFree(name, outer) && !builtinNames.includes(name);
    return seesItself ? { name, code: knowingItself(compile(value, inner)) } : { name, code: compile(value, outer) };
  });
  const duplicate = entries.find((entry, i) => entries.findIndex((other) => other.name === entry.name) !== i);
  if (duplicate !== undefined) {
    return (frame) =>
      frame.run.warn('WRONG_ARGUMENTS', `Expected distinct keys but "${duplicate.name}" is there twice.`);
  }
  return (frame) => {
    const context: Record<string, FeelValue> = {};
    let at = frame;
    for (const { name, code } of compiled) {
      const value = code(at);
      setEntry(context, name, value);
      at = new Frame(frame.run, at, value);
    }
    return context;
  };
}

/** A function whose body finds the function itself in the frame around it. */
function knowingItself(code: Code): Code {
  return (frame) => {
    const self = new Frame(frame.run, frame, null);
    self.value = code(self);
    return self.value;
  };
}

export function compileRange(node: Extract<FeelNode, { kind: 'range' }>, low: Code, high: Code): Code {
  return (frame) => makeRange(low(frame), high(frame), node.lowIncluded, node.highIncluded, frame.run);
}
