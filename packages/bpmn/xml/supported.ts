import type { ExecutableProcess } from '@krok/bpmn/executable';
import { type Feature, featuresOf } from './features.ts';
import type { Report } from './finding.ts';

/** Features to refuse, each with the reason that a finding gives. */
export type Unsupported = Readonly<Partial<Record<Feature, string>>>;

/** What the engine of this version does not run. Everything else that compiles runs. */
export const unsupported: Unsupported = {
  'start:parallelMultiple': 'a case starts by one event, and nothing keeps the others until the last has come',
  'timer-never-fires':
    'the cycle has no repetition or no length, or names a day that never comes, so that it never fires',
  'several-none-starts': 'which of several none start events is meant when the scope starts cannot be said',
  'instantiation-inside': 'only what no flow leads to, on the level of the process, can start a case',
  'parallel-multiple-thrown': 'errors and escalations are caught when they are thrown and not kept until all have come',
  'throw-with-job': 'the job would be done and the event never thrown; only messages are thrown by a job',
  'complex-reset': 'the reset of a complex gateway gives no token, so that waitingForStart is not there to be read',
  'variable-path': 'results and items are kept under a name; use an output mapping for a path',
  'input-of-triggered-event':
    'the element is entered when its event has come, and its input mappings would be passed over',
  'start-listener-of-triggered-event':
    'the element is entered when its event has come, and its start listeners would be passed over',
  'output-of-event-gateway': 'the first event ends the gateway, and its output mappings would be passed over',
  'end-listener-of-event-gateway': 'the first event ends the gateway, and its end listeners would be passed over',
  'output-of-abrupt-end': 'the end event is terminated with its scope, and its output mappings would be passed over',
  'end-listener-of-abrupt-end':
    'the end event is terminated with its scope, and its end listeners would be passed over',
};

/**
 * What no engine reaches, though BPMN allows it to be drawn: it does no harm beside what does run, so the deployment warns.
 */
export const neverReached: Unsupported = {
  'start:conditional': 'nothing evaluates a condition before there is a case, so that this event starts none',
  'process-compensation': 'a process that has completed is not compensated, so that this handler never runs',
};

export function checkSupported(processes: readonly ExecutableProcess[], refused: Unsupported, report: Report): void {
  for (const process of processes) {
    for (const element of process.elements) {
      for (const feature of featuresOf(element, process)) {
        const reason = refused[feature];
        if (reason !== undefined)
          report.error('not-supported', element.id, `Expected what this engine runs but ${feature} is not: ${reason}`);
        const idle = neverReached[feature];
        if (idle !== undefined)
          report.warning(
            'not-supported',
            element.id,
            `Expected what this engine reaches but ${feature} is not: ${idle}`,
          );
      }
    }
  }
}
