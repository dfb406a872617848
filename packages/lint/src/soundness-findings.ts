import type { ExecutableProcess } from '@krok/bpmn/executable';
import { consequencesOf, firstOf } from './consequences.ts';
import { type LintFinding, lintFinding } from './finding.ts';
import type { Counterexample, Soundness } from './soundness/soundness.ts';
import { boundPl } from './texts/bound-pl.ts';

/**
 * What the verdicts say about places of the diagram. Warnings: a case that may stop is for its owner to judge, and the
 * engine runs it. Where a run stops for ever leads; what is not reached because of it follows it and is not said again.
 * `known`: elements that another rule has already found never to be reached.
 */
export function soundnessFindings(
  soundness: Soundness,
  known: ReadonlySet<string>,
  processes: readonly ExecutableProcess[],
): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  const { counterexample, bound } = soundness;
  const dead = soundness.deadElements.filter((id) => !known.has(id));
  const told = new Set<string>();
  const leading = (finding: LintFinding, at: readonly string[]) => {
    const follows = consequencesOf(processes, { at, dead }).filter((id) => !told.has(id) && id !== finding.element);
    for (const id of [...follows, ...at]) told.add(id);
    findings.push(follows.length > 0 ? { ...finding, follows } : finding);
  };
  const calls = processes.flatMap(({ elements }) => elements.filter(({ id }) => soundness.endlessCalls.includes(id)));
  for (const { id, ...call } of calls) {
    const process = 'calledProcess' in call && call.calledProcess.kind === 'static' ? call.calledProcess.text : '';
    leading(lintFinding('call-without-end', 'warning', id, { process }), [id]);
  }
  const isTold = counterexample?.at.every((id) => told.has(id)) === true;
  if (isTold) {
    // It stands at such a call: said above.
  } else if (counterexample?.kind === 'deadlock' || counterexample?.kind === 'livelock') {
    const { kind, at } = counterexample;
    leading(lintFinding(`model-${kind}`, 'warning', at[0], { path: pathText(counterexample) }), at);
  }
  for (const id of soundness.improperEnds) findings.push(lintFinding('improper-completion', 'warning', id));
  for (const id of soundness.unsafeFlows) findings.push(lintFinding('flow-unsafe', 'info', id));
  for (const id of soundness.leftMessages) findings.push(lintFinding('message-left', 'warning', id));
  for (const id of [...firstOf(processes, dead), ...dead])
    if (!told.has(id)) leading(lintFinding('element-dead', 'warning', id), [id]);
  if (soundness.sound === 'unknown' && bound !== null)
    findings.push(lintFinding('soundness-unknown', 'info', undefined, { bound }, { bound: boundPl(bound) }));
  return findings;
}

/** `start > choice > task (timer)`. */
function pathText({ path }: Counterexample): string {
  return path
    .map(({ element, what }) => (what === 'enter' || what === 'start' ? element : `${element} (${what})`))
    .join(' > ');
}
