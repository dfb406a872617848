import type { ExecutableProcess } from '@krok/bpmn/executable';
import { compileDiagram, type DiagramModel } from '@krok/bpmn/xml';
import { EngineBug } from '@krok/engine';
import type { CheckOptions } from './check-options.ts';
import { type Add, compilerFinding, type LintFinding, lintFinding } from './finding.ts';
import { allRules } from './rules/all-rules.ts';
import { calledProcesses } from './rules/called-processes.ts';
import { ignoredConstructs } from './rules/ignored.ts';
import { checkSoundness } from './soundness/check-soundness.ts';
import { soundnessFindings } from './soundness-findings.ts';
import { type Soundness, unexplored } from './soundness/soundness.ts';

/** All that can be said of a diagram before it runs. */
export interface DiagramCheck {
  /** Whether the engine can run it: no finding is an error. Soundness is a verdict of its own. */
  readonly deployable: boolean;
  readonly findings: readonly LintFinding[];
  readonly soundness: Soundness;
}

/**
 * Checks a BPMN file: what the compiler refuses, what will go wrong at run time, and how it behaves whatever the data are.
 * Any text is answered; never rejects for the sake of its input. Runs in a browser too, best in a worker: a big diagram may
 * take seconds.
 */
export async function checkDiagram(xml: string, options: CheckOptions = {}): Promise<DiagramCheck> {
  const { compiled, model } = await compileDiagram(
    xml,
    options.groupOfLane ? { groupOfLane: options.groupOfLane } : {},
  );
  const findings: LintFinding[] = compiled.findings.map(compilerFinding);
  if (model === null) return { deployable: false, findings, soundness: unexplored('the file cannot be read') };
  findings.push(...ignoredConstructs(xml), ...ruleFindings(model.executable, options));
  const soundness = soundnessOf(model, options);
  if (compiled.deployable) {
    const known = new Set(
      findings.flatMap(({ rule, element }) => (rule === 'element-unreachable' ? (element ?? []) : [])),
    );
    findings.push(...soundnessFindings(soundness, known, [...model.executable, ...model.drawn]));
  }
  return { deployable: compiled.deployable, findings, soundness };
}

function soundnessOf(model: DiagramModel, { soundness }: CheckOptions): Soundness {
  if (soundness === false) return unexplored('not asked for');
  try {
    return checkSoundness(model, soundness);
  } catch (error) {
    // What the compiler refused may be too broken for the engine; what it let in must not be.
    if (error instanceof EngineBug) return unexplored(error.message);
    throw error;
  }
}

function ruleFindings(processes: readonly ExecutableProcess[], options: CheckOptions): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  const add: Add = (...finding) => void findings.push(lintFinding(...finding));
  for (const process of processes) for (const rule of allRules) rule(process, add, options);
  calledProcesses(processes, add);
  return findings;
}
