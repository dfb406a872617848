import type { ElementOf, ElementType, LoopCharacteristics } from '@krok/bpmn/executable';
import { adHocSubProcess } from './ad-hoc-sub-process.ts';
import type { Behavior } from './behavior.ts';
import { boundaryEvent } from './boundary-event.ts';
import { callActivity } from './call-activity.ts';
import { complexGateway } from './complex-gateway.ts';
import { decisionTask } from './decision-task.ts';
import { endEvent } from './end-event.ts';
import { eventBasedGateway } from './event-based-gateway.ts';
import { eventSubProcess } from './event-sub-process.ts';
import { exclusiveGateway } from './exclusive-gateway.ts';
import { feelScriptTask } from './feel-script-task.ts';
import { inclusiveGateway } from './inclusive-gateway.ts';
import { intermediateCatchEvent } from './intermediate-catch-event.ts';
import { intermediateThrowEvent } from './intermediate-throw-event.ts';
import { jobTask } from './job-task.ts';
import { multiInstance } from './multi-instance.ts';
import { parallelGateway } from './parallel-gateway.ts';
import { passThroughTask } from './pass-through-task.ts';
import { process } from './process.ts';
import { receiveTask } from './receive-task.ts';
import { standardLoop } from './standard-loop.ts';
import { startEvent } from './start-event.ts';
import { subProcess } from './sub-process.ts';
import { userTask } from './user-task.ts';

/** What every element of the notation does. */
export const registry = {
  process,
  subProcess,
  transaction: subProcess,
  eventSubProcess,
  adHocSubProcess,
  startEvent,
  endEvent,
  intermediateThrowEvent,
  intermediateCatchEvent,
  boundaryEvent,
  serviceTask: jobTask,
  sendTask: jobTask,
  businessRuleTask: jobTask,
  scriptTask: jobTask,
  feelScriptTask,
  decisionTask,
  userTask,
  receiveTask,
  task: passThroughTask,
  manualTask: passThroughTask,
  callActivity,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  eventBasedGateway,
  complexGateway,
} satisfies { readonly [T in ElementType]: Behavior<ElementOf<T>> };

/** What a loop around an activity does. */
export const loopBehaviors = { multiInstance, standardLoop } satisfies {
  readonly [K in LoopCharacteristics['kind']]: Behavior;
};
