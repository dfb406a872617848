import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { Add } from '../finding.ts';

/** A call of the deployment it is in finds only what is published with it: the executable processes of its file. */
export function calledProcesses(processes: readonly ExecutableProcess[], add: Add): void {
  const known = new Set(processes.map(({ processId }) => processId));
  for (const element of processes.flatMap(({ elements }) => elements)) {
    if (element.type !== 'callActivity' || element.bindingType !== 'deployment') continue;
    const { calledProcess } = element;
    if (calledProcess.kind !== 'static' || calledProcess.text === '' || known.has(calledProcess.text)) continue;
    add('called-process-missing', 'warning', element.id, { process: calledProcess.text });
  }
}
