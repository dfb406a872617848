import assert from 'node:assert/strict';
import { type ElementOf, type ElementType, type ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';

/** The first process of a file that the compiler takes, whether the engine runs it or not. */
export async function compiled(xml: string): Promise<ExecutableProcess> {
  const result = await compileBpmn(xml, { unsupported: {} });
  assert.ok(result.deployable, JSON.stringify(result.findings, null, 1));
  const [process] = result.processes;
  assert.ok(process);
  return process;
}

/** An element that must be there and of this type. */
export function element<T extends ElementType>(process: ExecutableProcess, id: string, type: T): ElementOf<T> {
  const found = process.elements.find((each) => each.id === id);
  assert.ok(found && isType(found, type), `${id} is ${found?.type ?? 'missing'}`);
  return found;
}

/** The FEEL source of an expression, with `=`; a static text as it is. */
export function written(
  expression:
    | { readonly kind: 'static'; readonly text: string }
    | { readonly kind: 'feel'; readonly tree: { readonly source: string } }
    | undefined,
) {
  if (expression === undefined) return undefined;
  return expression.kind === 'static' ? expression.text : `=${expression.tree.source.trim()}`;
}

function isType<T extends ElementType>(found: { readonly type: ElementType }, type: T): found is ElementOf<T> {
  return found.type === type;
}
