import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { GroupOfLane } from './compile/compilation.ts';
import { type EmbeddedForm, embeddedForms } from './compile/embedded-forms.ts';
import { createFeelParser } from './compile/feel-parser.ts';
import { compileGlobalTasks } from './compile/global-task.ts';
import { compileProcess } from './compile/process.ts';
import { buildDiagram } from './diagram/build-diagram.ts';
import { createFindingList, type Finding, type Report } from './finding.ts';
import { childOf, idOf, type ModdleElement } from './moddle/moddle-element.ts';
import { readDefinitions } from './moddle/read-definitions.ts';
import { checkRules } from './rules/check-rules.ts';
import { findLostCharacters } from './scan/lost-characters.ts';
import { findRepeatedChildren } from './scan/repeated-children.ts';
import { scanXml } from './scan/scan-xml.ts';
import { schemaForms } from './scan/schema-forms.ts';
import { createOwners, createPositions } from './scan/xml-positions.ts';
import { checkSupported, type Unsupported, unsupported } from './supported.ts';

export interface CompileOptions {
  /** Features to refuse, with the reason. Default: what the engine at hand cannot run. */
  readonly unsupported?: Unsupported;
  /**
   * Candidate group that a lane stands for, by the lane's name; null for none. It gets the user tasks in it that name
   * nobody. Default: the name itself.
   */
  readonly groupOfLane?: GroupOfLane;
}

export type CompileResult =
  | {
      readonly deployable: true;
      /** The executable processes of the file, in its order. */
      readonly processes: readonly ExecutableProcess[];
      /** Forms that stand in the file itself. */
      readonly forms: readonly EmbeddedForm[];
      /** Warnings only. */
      readonly findings: readonly Finding[];
    }
  | { readonly deployable: false; readonly findings: readonly Finding[] };

/** What a check of behaviour needs: every process of the file, executable or not, and what flows between the pools. */
export interface DiagramModel {
  /** With errors in the file these are compiled as far as they go, and not to be run. */
  readonly executable: readonly ExecutableProcess[];
  /** Processes that are not executable. Never to be run. */
  readonly drawn: readonly ExecutableProcess[];
  readonly messageFlows: readonly MessageFlow[];
}

/** Ids of the elements that send and receive; of a pool where the flow ends at its border. */
export interface MessageFlow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

/**
 * Compiles the executable processes of a BPMN 2.0 file with the zeebe vocabulary. Any text is answered: one that cannot be
 * deployed with findings that name element, reason and place. Never rejects for the sake of its input.
 */
export async function compileBpmn(xml: string, options: CompileOptions = {}): Promise<CompileResult> {
  return (await compile(xml, options, false)).compiled;
}

/** As `compileBpmn`, and what the file draws beside; null where it can't be read. */
export async function compileDiagram(
  xml: string,
  options: CompileOptions = {},
): Promise<{ readonly compiled: CompileResult; readonly model: DiagramModel | null }> {
  return compile(xml, options, true);
}

async function compile(
  xml: string,
  options: CompileOptions,
  withModel: boolean,
): Promise<{ readonly compiled: CompileResult; readonly model: DiagramModel | null }> {
  const scan = scanXml(xml);
  if (!scan.ok) {
    const { rule, message, line, column } = scan;
    return refused([{ rule, severity: 'error', message, line, column }]);
  }
  const locate = createPositions(scan.elements);
  const list = createFindingList(locate);
  const { definitions, findings } = await readDefinitions(schemaForms(scan.xml), locate, createOwners(scan.elements));
  for (const finding of [...findLostCharacters(scan.xml), ...findRepeatedChildren(scan.elements), ...findings])
    list.add(finding);
  if (!definitions) return refused(list.findings);

  const diagram = buildDiagram(definitions);
  checkRules(diagram, list);
  const parseFeel = createFeelParser();
  const executable = diagram.processes.filter((process) => process.executable);
  const { groupOfLane } = options;
  const processes = [
    ...executable.map((process) => compileProcess(diagram, process, list, parseFeel, groupOfLane)),
    ...compileGlobalTasks(diagram, list, parseFeel),
  ];
  checkSupported(processes, options.unsupported ?? unsupported, list);
  const ordered = inReadingOrder(list.findings);
  const drawn = diagram.processes.filter((process) => !process.executable);
  const model = withModel
    ? {
        executable: processes.slice(0, executable.length),
        drawn: drawn.map((process) => compileProcess(diagram, process, SILENT, parseFeel)),
        messageFlows: diagram.messageFlows.map((flow) => ({
          id: idOf(flow) ?? '',
          source: endOf(flow, 'sourceRef'),
          target: endOf(flow, 'targetRef'),
        })),
      }
    : null;
  return {
    compiled: list.hasErrors
      ? { deployable: false, findings: ordered }
      : { deployable: true, processes, forms: embeddedForms(diagram), findings: ordered },
    model,
  };
}

/** What is drawn and not run is not reported on. */
const SILENT: Report = { error: () => undefined, warning: () => undefined };

function refused(findings: readonly Finding[]) {
  return { compiled: { deployable: false, findings } as const, model: null };
}

function endOf(flow: ModdleElement, property: 'sourceRef' | 'targetRef'): string {
  const end = childOf(flow, property);
  return (end && idOf(end)) ?? '';
}

function inReadingOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (left, right) => (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0),
  );
}
