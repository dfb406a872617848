import type { Mapping } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { Json } from '../types/index.ts';
import { evaluateJson } from './expressions.ts';
import { propagate, setLocal } from './variables.ts';

/** Input mappings create local variables; later ones see earlier ones. */
export function applyInputs(run: Run, at: LiveInstance): Problem | null {
  const { inputs } = at.element.definition;
  if (inputs === undefined) return null;
  const mapped = evaluateMappings(run, at, inputs);
  if (mapped instanceof Problem) return mapped;
  setLocal(run, at, mapped);
  return null;
}

/** Output mappings are all that leaves the element's own scope. */
export function applyOutputs(run: Run, at: LiveInstance): Problem | null {
  const { outputs } = at.element.definition;
  if (outputs === undefined) return null;
  const mapped = evaluateMappings(run, at, outputs);
  if (mapped instanceof Problem) return mapped;
  const own = at.isRun ? ownOf(at) : undefined;
  if (own === undefined || !Object.hasOwn(mapped, own)) {
    propagate(run, at.scope ?? at, mapped);
    return null;
  }
  const { [own]: value, ...others } = mapped;
  setLocal(run, at, { [own]: value as Json });
  propagate(run, at.scope ?? at, others);
  return null;
}

/** The variable that a run of a multi-instance activity collects is its own. */
function ownOf({ element }: LiveInstance): string | undefined {
  const { loop } = element.definition;
  return loop?.kind === 'multiInstance' ? loop.outputVariable : undefined;
}

function evaluateMappings(
  run: Run,
  at: LiveInstance,
  mappings: readonly Mapping[],
): Readonly<Record<string, Json>> | Problem {
  const mapped: Record<string, Json> = {};
  for (const mapping of mappings) {
    const value = evaluateJson(run, at, mapping.source, mapped);
    if (value instanceof Problem) return value;
    const name = mapping.target[0] ?? '';
    if (name === '__proto__') return new Problem('mapping', 'Expected a variable name but got "__proto__"');
    const before = Object.hasOwn(mapped, name) ? mapped[name] : run.variable(at.scope, name);
    mapped[name] = mapping.target.length === 1 ? value : withPath(before ?? null, mapping.target, value);
  }
  return mapped;
}

/** `root` with the value put at `path[1]`, `path[2]` ... ; what is no object on the way is replaced. */
function withPath(root: Json, path: readonly string[], value: Json): Json {
  const result: Record<string, Json> = { ...contextOf(root) };
  let at = result;
  for (let i = 1; i < path.length - 1; i++) {
    const key = path[i] as string;
    const next: Record<string, Json> = { ...contextOf(Object.hasOwn(at, key) ? (at[key] as Json) : null) };
    define(at, key, next);
    at = next;
  }
  define(at, path.at(-1) as string, value);
  return result;
}

function contextOf(value: Json): { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [name: string]: Json })
    : {};
}

function define(target: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
