import { type LintFinding, lintFinding } from './finding.ts';
import type { Counterexample, Soundness } from './soundness/soundness.ts';
import { boundPl } from './texts/bound-pl.ts';

/**
 * What the verdicts say about places of the diagram. Warnings: a case that may stop is for its owner to judge, and the
 * engine runs it. `known`: elements that another rule has already found never to be reached.
 */
export function soundnessFindings(soundness: Soundness, known: ReadonlySet<string>): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  const { counterexample, bound } = soundness;
  if (counterexample?.kind === 'deadlock' || counterexample?.kind === 'livelock')
    findings.push(
      lintFinding(`model-${counterexample.kind}`, 'warning', counterexample.at[0], { path: pathText(counterexample) }),
    );
  for (const id of soundness.improperEnds) findings.push(lintFinding('improper-completion', 'warning', id));
  for (const id of soundness.unsafeFlows) findings.push(lintFinding('flow-unsafe', 'info', id));
  for (const id of soundness.leftMessages) findings.push(lintFinding('message-left', 'warning', id));
  for (const id of soundness.deadElements)
    if (!known.has(id)) findings.push(lintFinding('element-dead', 'warning', id));
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
