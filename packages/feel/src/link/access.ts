import type { FeelNode } from '../syntax/tree.ts';
import { memberOf } from '../values/members.ts';
import { toInteger } from '../values/number.ts';
import { entryOf, type FeelList, type FeelValue, isContext, isList, isNumber, typeOf } from '../values/value.ts';
import { nodeCount } from './node-count.ts';
import { type Code, Frame, type Run } from './run.ts';
import { type Compile, itemScope, type Scope } from './scope.ts';

/** `source.name`; of a list, the list of the members of its items (DMN 1.5 §10.3.2.6). */
export function compilePath(source: Code, name: string): Code {
  return (frame) => {
    const value = source(frame);
    if (isList(value)) {
      frame.run.burn(value.length);
      return value.map((item) => member(item, name, frame.run));
    }
    return member(value, name, frame.run);
  };
}

function member(value: FeelValue, name: string, run: Run): FeelValue {
  const found = isContext(value) ? entryOf(value, name) : memberOf(value, name);
  if (found !== undefined) return found;
  return run.warn('NO_MEMBER', `Expected a member "${name}" but ${typeOf(value)} has none.`);
}

/** `source[condition]`: by position if the condition is a number, else the items for which it is true. */
export function compileFilter(
  node: Extract<FeelNode, { kind: 'filter' }>,
  scope: Scope | null,
  compile: Compile,
): Code {
  const source = compile(node.source, scope);
  const condition = compile(node.condition, itemScope(scope));
  const steps = nodeCount(node.condition) + 1;
  return (frame) => {
    const value = source(frame);
    const { run } = frame;
    if (value === null) return run.warn('WRONG_TYPE', 'Expected a list to filter but got null.');
    const list: FeelList = isList(value) ? value : [value];
    if (list.length === 0) return isNumber(run.quietly(condition, new Frame(run, frame, null)).value) ? null : [];
    const kept: FeelValue[] = [];
    for (let i = 0; i < list.length; i += 1) {
      run.burn(steps);
      const item = list[i] ?? null;
      const chosen = condition(new Frame(run, frame, item));
      if (chosen === true) kept.push(item);
      else if (i === 0 && isNumber(chosen)) return itemAt(list, toInteger(chosen), run);
      else if (chosen !== false && chosen !== null) {
        run.warn('WRONG_TYPE', `Expected a boolean or a position in a filter but got ${typeOf(chosen)}.`);
      }
    }
    return kept;
  };
}

function itemAt(list: FeelList, position: number | null, run: Run): FeelValue {
  const index = position === null || position === 0 ? -1 : position > 0 ? position - 1 : list.length + position;
  const item = list[index];
  if (item !== undefined) return item;
  return run.warn('NO_RESULT', `Expected a position within ${list.length} items but got ${position ?? 'a fraction'}.`);
}
