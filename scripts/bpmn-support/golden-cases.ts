import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn, featuresOf } from '@krok/bpmn/xml';
import { repository } from '../services/locations.ts';

export interface GoldenCase {
  readonly name: string;
  /** Such as `BPMN 2.0.2 §13.4.3`. */
  readonly clause: string;
  readonly says: string;
  /** Read against its clause by somebody who did not write it. */
  readonly secondReader: boolean;
  /** Features of the diagram; those of an event that does not interrupt also with `/non-interrupting` behind. */
  readonly shows: ReadonlySet<string>;
}

/** The engine's golden cases, each with what its diagram uses. */
export async function goldenCases(): Promise<readonly GoldenCase[]> {
  const folder = join(repository, 'packages/engine/test/cases');
  const clauses = JSON.parse(readFileSync(join(folder, 'clauses.json'), 'utf8')) as Record<
    string,
    { readonly clause: string; readonly says: string; readonly secondReader?: true }
  >;
  const names = readdirSync(folder).filter((file) => file.endsWith('.bpmn'));
  return Promise.all(
    names.sort().map(async (file) => {
      const name = file.replace('.bpmn', '');
      const result = await compileBpmn(readFileSync(join(folder, file), 'utf8'));
      const process = result.deployable ? result.processes[0] : undefined;
      const entry = clauses[name];
      if (!process || !entry) throw new Error(`Expected ${file} to compile and to have a clause but it does not`);
      const secondReader = entry.secondReader === true;
      return {
        name,
        ...entry,
        secondReader,
        shows: new Set(process.elements.flatMap((element) => shownBy(element, process))),
      };
    }),
  );
}

/** Those that show a feature, the plainest diagrams first. */
export function showing(cases: readonly GoldenCase[], feature: string, most = 3): readonly GoldenCase[] {
  return cases
    .filter(({ shows }) => shows.has(feature))
    .toSorted((a, b) => a.shows.size - b.shows.size || (a.name < b.name ? -1 : 1))
    .slice(0, most);
}

function shownBy(element: ExecutableElement, process: ExecutableProcess): readonly string[] {
  const features = featuresOf(element, process);
  if (!('interrupting' in element) || element.interrupting) return features;
  return features.map((feature) =>
    /^(boundary|event-sub-process-start):/.test(feature) ? `${feature}/non-interrupting` : feature,
  );
}
