import type { Command, EngineEvent, InstanceState, Variables } from '@krok/engine';
import type { Simulation } from './simulation.ts';

/** How an instance stands at rest. `incident`: alive, and an operator must act. */
export type Outcome = 'completed' | 'terminated' | 'incident' | 'waiting';

export interface SimulationTrace {
  readonly cases: readonly {
    readonly caseId: string;
    readonly processId: string;
    readonly outcome: Outcome;
    /** Of the root scope; of a completed instance as it ended, of a terminated one none. */
    readonly variables: Variables;
  }[];
  /** Ids of flow nodes that completed, once per completion, over all instances, in order. */
  readonly completedElements: readonly string[];
  /** Ids of flow nodes that were activated, in order. */
  readonly enteredElements: readonly string[];
  /** Ids of sequence flows, once per token, over all instances, in order. */
  readonly takenFlows: readonly string[];
  /** Types of the jobs that were completed or ended by an error or escalation, in order. */
  readonly answeredJobs: readonly string[];
  /** `at`: epoch ms of virtual time. */
  readonly steps: readonly {
    readonly caseId: string;
    readonly seq: number;
    readonly at: number;
    readonly command: Command;
    readonly events: readonly EngineEvent[];
  }[];
}

/** What happened in a simulation up to now. */
export function traceOf(simulation: Simulation): SimulationTrace {
  const cases = simulation.cases();
  const linkedOf = new Map(cases.map((each) => [each.caseId, each.process.linked]));
  const completedElements: string[] = [];
  const enteredElements: string[] = [];
  const takenFlows: string[] = [];
  const answeredJobs: string[] = [];
  const jobTypes = new Map<string, string>();
  const finalVariables = new Map<string, Variables>();
  for (const { caseId, step } of simulation.log()) {
    const executable = linkedOf.get(caseId)?.executable;
    for (const event of step.events) {
      if (event.kind === 'jobCreated') jobTypes.set(`${caseId}/${event.job}`, event.type);
      if (event.kind === 'instanceCompleted') finalVariables.set(caseId, event.variables);
      if (event.kind === 'flowTaken') takenFlows.push(executable?.flows[event.flow]?.id ?? '');
      if (event.kind !== 'elementCompleted' && event.kind !== 'elementActivated') continue;
      const element = executable?.elements[event.element];
      if (element === undefined || element.type === 'process') continue;
      (event.kind === 'elementCompleted' ? completedElements : enteredElements).push(element.id);
    }
    const { command } = step;
    if (isJobAnswer(command)) answeredJobs.push(jobTypes.get(`${caseId}/${command.job}`) ?? '');
  }
  return {
    cases: cases.map(({ caseId, process, state }) => ({
      caseId,
      processId: process.linked.executable.processId,
      outcome: outcomeOf(state),
      variables: finalVariables.get(caseId) ?? state.instances[state.root]?.variables ?? {},
    })),
    completedElements,
    enteredElements,
    takenFlows,
    answeredJobs,
    steps: simulation
      .log()
      .map(({ caseId, step: { seq, env, command, events } }) => ({ caseId, seq, at: env.now, command, events })),
  };
}

export function outcomeOf(state: InstanceState): Outcome {
  if (state.status === 'completed' || state.status === 'terminated') return state.status;
  return Object.keys(state.incidents).length > 0 ? 'incident' : 'waiting';
}

function isJobAnswer(command: Command): command is Extract<Command, { job: string }> {
  return command.kind === 'completeJob' || command.kind === 'throwJobError' || command.kind === 'throwJobEscalation';
}
