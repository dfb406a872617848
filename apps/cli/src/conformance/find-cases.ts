import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import {
  type ExecutionCase,
  executionCase,
  type SoundnessCase,
  soundnessCase,
  type StaticCase,
  staticCase,
} from './case-format.ts';

/** A case and the folder that its diagram is in. */
export type FoundCase =
  | { readonly kind: 'execution'; readonly folder: string; readonly case: ExecutionCase }
  | { readonly kind: 'static'; readonly folder: string; readonly case: StaticCase }
  | { readonly kind: 'soundness'; readonly folder: string; readonly case: SoundnessCase }
  /** No case in the corpus' format: fails by itself, the others run. */
  | { readonly kind: 'unreadable'; readonly name: string; readonly reason: string };

export interface FoundCases {
  readonly cases: readonly FoundCase[];
  /** Test files of the DMN technology compatibility kit: an `.xml` with a `.dmn` in its folder. */
  readonly decisionTests: readonly string[];
}

/** Walks a folder for files that end in `cases.json` and for DMN tests. The content, not the name, tells the kind. */
export async function findCases(folder: string): Promise<FoundCases> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  files.sort();
  const cases: FoundCase[] = [];
  for (const file of files.filter((each) => each.endsWith('cases.json'))) cases.push(...(await readCases(file)));
  const decisionFolders = new Set(files.filter((each) => each.endsWith('.dmn')).map(dirname));
  const decisionTests = files.filter((each) => each.endsWith('.xml') && decisionFolders.has(dirname(each)));
  return { cases, decisionTests };
}

async function readCases(file: string): Promise<FoundCase[]> {
  const folder = dirname(file);
  let entries: unknown[];
  try {
    entries = z.array(z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    return [{ kind: 'unreadable', name: file, reason: reasonOf(error) }];
  }
  return entries.map((entry, index) => {
    try {
      return readCase(entry, folder);
    } catch (error) {
      const { data } = named.safeParse(entry);
      return { kind: 'unreadable', name: data?.name ?? `${file} [${index}]`, reason: reasonOf(error) };
    }
  });
}

function reasonOf(error: unknown): string {
  return error instanceof z.ZodError ? z.prettifyError(error) : String(error);
}

function readCase(entry: unknown, folder: string): FoundCase {
  if (executionShape.safeParse(entry).success) return { kind: 'execution', folder, case: executionCase.parse(entry) };
  if (staticShape.safeParse(entry).success) return { kind: 'static', folder, case: staticCase.parse(entry) };
  return { kind: 'soundness', folder, case: soundnessCase.parse(entry) };
}

const named = z.object({ name: z.string() });
const executionShape = z.object({ process: z.string() });
const staticShape = z.object({ expect: z.string() });
