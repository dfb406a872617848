import type { FindingList } from '../finding.ts';
import { childrenOf, type DmnElement, nameOf, textOf } from '../moddle/dmn-element.ts';
import { isDmnNamespace } from '../moddle/dmn-schema.ts';
import type { ReadModel } from '../moddle/read-model.ts';

/** One file of the deployment. */
export interface Model {
  readonly index: number;
  readonly definitions: DmnElement;
  readonly namespace: string;
  readonly name: string;
  readonly imports: readonly Import[];
}

interface Import {
  /** What the model calls it; several may have none (DMN 1.5 §6.3.3). */
  readonly name: string;
  readonly model: Model;
}

/** The deployed file first, then those that it imports, directly or not. */
export function collectModels(main: DmnElement, pool: readonly ReadModel[], list: FindingList): readonly Model[] {
  const files = new Map<string, ReadModel>();
  for (const file of pool) {
    const { definitions } = file;
    if (definitions === undefined) continue;
    const namespace = namespaceOf(definitions);
    if (files.has(namespace) || namespace === namespaceOf(main)) {
      list.error('namespace-duplicate', {}, `Expected one file of namespace "${namespace}" but there are several`);
    }
    files.set(namespace, file);
  }
  const models: Model[] = [];
  const byNamespace = new Map<string, Model>();
  const open = [add(main)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) link(next.model, next.imports);
  return models;

  function add(definitions: DmnElement) {
    const imports: Import[] = [];
    const namespace = namespaceOf(definitions);
    const model: Model = { index: models.length, definitions, namespace, name: nameOf(definitions), imports };
    models.push(model);
    byNamespace.set(namespace, model);
    return { model, imports };
  }

  function link(model: Model, imports: Import[]): void {
    for (const each of childrenOf(model.definitions, 'import')) {
      const namespace = textOf(each, 'namespace') ?? '';
      const type = textOf(each, 'importType') ?? '';
      const name = nameOf(each);
      if (!isDmnNamespace(type)) {
        list.error('import-kind', placeIn(model, name), `Expected an import of decisions but it is of "${type}"`);
        continue;
      }
      const target = byNamespace.get(namespace) ?? load(namespace);
      if (target === undefined) {
        list.error(
          'import-missing',
          placeIn(model, name),
          `Expected a file of namespace "${namespace}" but there is none`,
        );
      } else imports.push({ name, model: target });
    }
  }

  function load(namespace: string): Model | undefined {
    const file = files.get(namespace);
    if (file?.definitions === undefined) return undefined;
    for (const finding of file.findings) list.add({ ...finding, model: namespace });
    const added = add(file.definitions);
    open.push(added);
    return added.model;
  }
}

/** Where a finding about an element of a model points to. */
export function placeIn(model: Model, element: string | undefined) {
  return {
    ...(element !== undefined && element !== '' && { element }),
    ...(model.index > 0 && { model: model.namespace }),
  };
}

function namespaceOf(definitions: DmnElement): string {
  return textOf(definitions, 'namespace') ?? '';
}
