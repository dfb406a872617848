import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileDiagram } from '@krok/bpmn/xml';
import { decodeXml } from '@krok/bpmn/xml/scan';
import { checkSoundness, type Soundness } from '@krok/lint';
import type { SoundnessCase } from './case-format.ts';
import type { Verdict } from './verdict.ts';

/**
 * Behaviour alone: nothing is deployed, for most diagrams are drawn and not to be run. Where the source is fbpmn, `sound`
 * speaks of processes that end and says nothing of dead activities, a pool is one participant, and a message goes one way.
 */
export async function runSoundnessCase(given: SoundnessCase, folder: string): Promise<Verdict> {
  const { name, tier, source, expect } = given;
  const wanted = Object.keys(expect) as (keyof typeof expect)[];
  const verdict = (got: unknown, passed: boolean): Verdict => ({
    name,
    kind: 'soundness',
    tier,
    passed,
    expected: expect,
    got,
  });
  try {
    const { compiled, model } = await compileDiagram(decodeXml(await readFile(join(folder, given.diagram))));
    if (model === null) return verdict(compiled.findings.map(({ message }) => message).join('; '), false);
    const pools = source === 'fbpmn';
    const soundness = checkSoundness(model, pools ? { startOnce: true, oneRecipient: true } : {});
    const shown = Object.fromEntries(wanted.map((key) => [key, answer(soundness, key, pools)]));
    const passed = wanted.every((key) => shown[key] === expect[key]);
    return verdict(
      passed ? shown : { ...shown, bound: soundness.bound, counterexample: soundness.counterexample },
      passed,
    );
  } catch (error) {
    return verdict(`crash: ${error instanceof Error ? error.message : String(error)}`, false);
  }
}

function answer(soundness: Soundness, key: keyof SoundnessCase['expect'], pools: boolean): unknown {
  return pools && key === 'sound' ? soundness.processesEnd : soundness[key];
}
