import { compileBpmn, compileDiagram } from '@krok/bpmn/xml';
import { checkDiagram, checkSoundness } from '@krok/lint';
import { choice, hundred, loop, parallel, task, timeout } from './lint/diagrams.ts';

/**
 * Milliseconds to check diagrams before they run, the best of several runs each (what else runs on the machine disturbs
 * some): soundness alone, and the whole check. `cold` is the first run of its kind.
 * The baseline of the ratios is compiling the same diagram. `--json` prints JSON.
 */
const diagrams = {
  hundredElements: hundred(),
  seventeenBranches: parallel(17, task),
  seventeenChoices: parallel(17, choice),
  seventeenTimeouts: parallel(17, timeout),
  seventeenLoops: parallel(17, loop),
  seventeenEnds: parallel(17, task, 'none'),
  seventeenUnjoined: parallel(17, task, 'exclusive'),
};
const TURNS = 15;

const result: Record<string, unknown> = { benchmark: 'lint' };
for (const [name, xml] of Object.entries(diagrams)) {
  const { model } = await compileDiagram(xml);
  if (model === null) throw new Error(`Expected ${name} to be read but it was not`);
  const first = performance.now();
  const { sound, safe, states, bound } = checkSoundness(model);
  const coldMillis = performance.now() - first;
  const compileMillis = await best(() => compileBpmn(xml));
  const soundnessMillis = await best(() => checkSoundness(model));
  const checkMillis = await best(() => checkDiagram(xml));
  result[name] = {
    elements: xml.split(' id="').length - 2 - xml.split('<sequenceFlow').length,
    soundnessMillis: round(soundnessMillis),
    coldMillis: round(coldMillis),
    checkMillis: round(checkMillis),
    compileMillis: round(compileMillis),
    ratio: round(soundnessMillis / compileMillis),
    states,
    sound,
    safe,
    bound,
  };
}
if (process.argv.includes('--json')) console.log(JSON.stringify(result));
else for (const [name, value] of Object.entries(result)) console.log(name, value);

async function best(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
