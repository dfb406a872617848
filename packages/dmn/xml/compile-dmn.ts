import type { ExecutableDecisions } from '@krok/dmn/executable';
import { Compilation } from './compile/compilation.ts';
import { compileElements } from './compile/elements.ts';
import { collectModels, type Model } from './compile/models.ts';
import { findCycles } from './compile/requirement-cycles.ts';
import { type Finding, FindingList } from './finding.ts';
import { MAX_MODELS } from './limits.ts';
import { type ReadModel, readModel } from './moddle/read-model.ts';

export type CompileDmnResult =
  | {
      readonly deployable: true;
      readonly decisions: ExecutableDecisions;
      /** Warnings only. */
      readonly findings: readonly Finding[];
    }
  | { readonly deployable: false; readonly findings: readonly Finding[] };

/**
 * Compiles a DMN file (1.1 to 1.5). `imports` are the other decision files of its deployment, in any order; those that
 * the file imports, directly or not, become part of the result. Any text is answered: one that cannot be deployed with
 * findings that name element and reason. Never rejects for the sake of its input.
 */
export async function compileDmn(xml: string, imports: readonly string[] = []): Promise<CompileDmnResult> {
  const list = new FindingList();
  const main = await readModel(xml);
  for (const finding of main.findings) list.add(finding);
  if (main.definitions === undefined) return { deployable: false, findings: list.findings };
  if (imports.length >= MAX_MODELS) {
    list.error('too-many-models', {}, `Expected at most ${MAX_MODELS} decision files but got ${imports.length + 1}`);
    return { deployable: false, findings: list.findings };
  }
  const pool = await Promise.all(imports.map(readModel));
  const models = collectModels(main.definitions, pool, list);
  const compilation = new Compilation(models, list);
  const elements = compileElements(compilation);
  findCycles(elements, list);
  const findings = located(list.findings, [main, ...pool]);
  if (list.hasErrors) return { deployable: false, findings };
  const decisions: ExecutableDecisions = {
    formatVersion: 1,
    models: models.map((model) => describe(model, compilation)),
    types: compilation.types.all(),
    elements,
  };
  return { deployable: true, decisions, findings };
}

/** Adds line and column where the element of a finding has an id. */
function located(findings: readonly Finding[], files: readonly ReadModel[]): readonly Finding[] {
  return findings.map((finding) => {
    const { element, model } = finding;
    if (element === undefined || finding.line !== undefined) return finding;
    const file = model === undefined ? files[0] : files.find(({ definitions }) => definitions?.['namespace'] === model);
    return { ...finding, ...file?.positions?.get(element) };
  });
}

function describe(model: Model, { types }: Compilation) {
  return { namespace: model.namespace, name: model.name, types: types.namesOf(model) };
}
