import { readFile } from 'node:fs/promises';
import { compileBpmn } from '@krok/bpmn/xml';
import { link } from '@krok/engine';
import type { SimulatedProcess } from '@krok/simulator';
import { InputError } from './errors.ts';

/** Compiles diagrams for a simulation; each file is one deployment. */
export async function readProcesses(files: readonly string[]): Promise<readonly SimulatedProcess[]> {
  const processes: SimulatedProcess[] = [];
  for (const file of files) {
    const compiled = await compileBpmn(await readText(file));
    if (!compiled.deployable) {
      const reasons = compiled.findings.filter((each) => each.severity === 'error');
      throw new InputError(
        `Expected a diagram that can be deployed but ${file} is none:\n${reasons.map(describe).join('\n')}`,
      );
    }
    for (const executable of compiled.processes) processes.push({ deployment: file, linked: link(executable) });
  }
  return processes;
}

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new InputError(`Expected a file that can be read but got ${file}.`, { cause });
  }
}

function describe({ element, message }: { readonly element?: string; readonly message: string }): string {
  return `  ${element ?? ''}: ${message}`;
}
