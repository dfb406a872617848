import type { ExpressionTree, FeelNode, FeelType } from '../syntax/tree.ts';
import type { FeelValue } from '../values/value.ts';
import { compile } from './compile.ts';
import { nodeCount } from './node-count.ts';
import { type FeelEnv, type FeelWarning, Frame, type Lookup, OUT_OF_FUEL, Run } from './run.ts';

export type FeelResult =
  | { readonly kind: 'value'; readonly value: FeelValue; readonly warnings: readonly FeelWarning[] }
  | { readonly kind: 'outOfFuel'; readonly warnings: readonly FeelWarning[] };

/** A tree ready to run, any number of times. */
export interface Linked {
  readonly tree: ExpressionTree;
  /** Evaluates; pure but for the fuel that it takes from `env`. */
  (lookup: Lookup, env: FeelEnv): FeelResult;
}

/**
 * Turns a tree into closures. Cheap, but callers that evaluate often keep the result. `types` gives the types of a model by
 * name, with no names left in them but those of FEEL.
 */
export function linkExpression(tree: ExpressionTree, types?: ReadonlyMap<string, FeelType>): Linked {
  const root = types === undefined ? tree.root : withTypes(tree.root, types);
  const code = compile(root, null);
  const steps = nodeCount(root);
  const evaluate = (lookup: Lookup, env: FeelEnv): FeelResult => {
    const run = new Run(lookup, env);
    try {
      run.burn(steps);
      const value = code(new Frame(run, null, null));
      return { kind: 'value', value, warnings: run.warnings ?? NO_WARNINGS };
    } catch (error) {
      // A stack that is smaller than the depth limit assumes is a spent budget too, never a crash of the caller.
      if (error === OUT_OF_FUEL || error instanceof RangeError) {
        return { kind: 'outOfFuel', warnings: run.warnings ?? NO_WARNINGS };
      }
      throw error;
    }
  };
  return Object.assign(evaluate, { tree });
}

/** Only types are of kind `named`, wherever they stand in a tree. */
function withTypes(root: FeelNode, types: ReadonlyMap<string, FeelType>): FeelNode {
  return JSON.parse(JSON.stringify(root), (_key, part: Partial<FeelType>) => {
    return part?.kind === 'named' ? (types.get(part.name ?? '') ?? part) : part;
  });
}

const NO_WARNINGS: readonly FeelWarning[] = Object.freeze([]);
