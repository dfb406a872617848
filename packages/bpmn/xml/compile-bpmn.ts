import type { ExecutableProcess } from '@krok/bpmn/executable';
import { createFeelParser } from './compile/feel-parser.ts';
import { compileGlobalTasks } from './compile/global-task.ts';
import { compileProcess } from './compile/process.ts';
import { buildDiagram } from './diagram/build-diagram.ts';
import { createFindingList, type Finding } from './finding.ts';
import { readDefinitions } from './moddle/read-definitions.ts';
import { checkRules } from './rules/check-rules.ts';
import { findRepeatedChildren } from './scan/repeated-children.ts';
import { scanXml } from './scan/scan-xml.ts';
import { createOwners, createPositions } from './scan/xml-positions.ts';
import { checkSupported, type Unsupported, unsupported } from './supported.ts';

export interface CompileOptions {
  /** Features to refuse, with the reason. Default: what the engine at hand cannot run. */
  readonly unsupported?: Unsupported;
}

export type CompileResult =
  | {
      readonly deployable: true;
      /** The executable processes of the file, in its order. */
      readonly processes: readonly ExecutableProcess[];
      /** Warnings only. */
      readonly findings: readonly Finding[];
    }
  | { readonly deployable: false; readonly findings: readonly Finding[] };

/**
 * Compiles the executable processes of a BPMN 2.0 file with the zeebe vocabulary. Any text is answered: one that cannot be
 * deployed with findings that name element, reason and place. Never rejects for the sake of its input.
 */
export async function compileBpmn(xml: string, options: CompileOptions = {}): Promise<CompileResult> {
  const scan = scanXml(xml);
  if (!scan.ok) {
    const { rule, message, line, column } = scan;
    return { deployable: false, findings: [{ rule, severity: 'error', message, line, column }] };
  }
  const locate = createPositions(scan.elements);
  const list = createFindingList(locate);
  const { definitions, findings } = await readDefinitions(scan.xml, locate, createOwners(scan.elements));
  for (const finding of [...findRepeatedChildren(scan.elements), ...findings]) list.add(finding);
  if (!definitions) return { deployable: false, findings: list.findings };

  const diagram = buildDiagram(definitions);
  checkRules(diagram, list);
  const parseFeel = createFeelParser();
  const executable = diagram.processes.filter((process) => process.executable);
  const processes = [
    ...executable.map((process) => compileProcess(diagram, process, list, parseFeel)),
    ...compileGlobalTasks(diagram, list, parseFeel),
  ];
  checkSupported(processes, options.unsupported ?? unsupported, list);
  const ordered = inReadingOrder(list.findings);
  return list.hasErrors ? { deployable: false, findings: ordered } : { deployable: true, processes, findings: ordered };
}

function inReadingOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (left, right) => (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0),
  );
}
