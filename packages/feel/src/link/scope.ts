import { builtinFunction } from '../builtins/registry.ts';
import type { FeelNode } from '../syntax/tree.ts';
import { entryOf, type FeelValue, isContext } from '../values/value.ts';
import type { Code, Frame } from './run.ts';

/**
 * What the frames of a chain will hold, innermost first: known when an expression is linked, so that a variable is a
 * number of hops. The value of an `item` scope also lends its entries as names (DMN 1.5 §10.3.2.5).
 */
export interface Scope {
  readonly kind: 'variable' | 'item';
  readonly name: string;
  readonly outer: Scope | null;
}

/** Code for a node whose free names mean what the scope says; handed to the code of each construct for its parts. */
export type Compile = (node: FeelNode, scope: Scope | null) => Code;

export function variableScope(name: string, outer: Scope | null): Scope {
  return { kind: 'variable', name, outer };
}

export function itemScope(outer: Scope | null): Scope {
  return { kind: 'item', name: 'item', outer };
}

/** Code that reads a name: a variable in scope, else a root variable, else a built-in function. */
export function compileName(name: string, scope: Scope | null): Code {
  return resolve(name, scope, 0);
}

/** Whether no variable in scope has the name, so that a call of it calls the built-in; items lend data, not functions. */
export function isFree(name: string, scope: Scope | null): boolean {
  for (let s = scope; s !== null; s = s.outer) if (s.kind === 'variable' && s.name === name) return false;
  return true;
}

function resolve(name: string, scope: Scope | null, hops: number): Code {
  for (let s = scope, h = hops; s !== null; s = s.outer, h += 1) {
    if (s.kind === 'variable') {
      if (s.name === name) return atHops(h);
    } else {
      const rest = name === 'item' ? atHops(h) : resolve(name, s.outer, h + 1);
      return memberOrRest(name, h, rest);
    }
  }
  return rootVariable(name);
}

function memberOrRest(name: string, hops: number, rest: Code): Code {
  return (frame) => {
    const item = frameAt(frame, hops).value;
    if (item !== null && typeof item === 'object' && isContext(item)) {
      const entry = entryOf(item, name);
      if (entry !== undefined) return entry;
    }
    return rest(frame);
  };
}

function atHops(hops: number): Code {
  if (hops === 0) return (frame) => frame.value;
  if (hops === 1) return (frame) => (frame.parent as Frame).value;
  return (frame) => frameAt(frame, hops).value;
}

function frameAt(frame: Frame, hops: number): Frame {
  let at = frame;
  for (let i = 0; i < hops; i += 1) at = at.parent as Frame;
  return at;
}

function rootVariable(name: string): Code {
  const builtin: FeelValue = builtinFunction(name);
  return (frame) => {
    const value = frame.run.lookup(name);
    if (value !== undefined) return value;
    return builtin ?? frame.run.warn('NO_VARIABLE', `Expected a variable "${name}" but there is none.`);
  };
}
