/** Where the cases stand; each enters its stage at once. */
export const STAGES = ['call', 'wait', 'paid', 'both', 'gone'] as const;
export type Stage = (typeof STAGES)[number];

const task = (id: string, name: string): string =>
  `<bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`;
const wait = (id: string, name: string, days: number): string =>
  `<bpmn:intermediateCatchEvent id="${id}" name="${name}"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P${days}D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
const late = (id: string, host: string, days: number): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P${days}D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`;
const flow = (from: string, to: string, more = ''): string =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${more}</bpmn:sequenceFlow>`;
const when = (stage: Stage): string => `<bpmn:conditionExpression>=stage = "${stage}"</bpmn:conditionExpression>`;
const PAID = `<bpmn:intermediateCatchEvent id="paid" name="Paid"><bpmn:messageEventDefinition messageRef="Payment" /></bpmn:intermediateCatchEvent>`;

function diagram(elements: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D" targetNamespace="http://krok.example/bench">
  <bpmn:message id="Payment" name="payment"><bpmn:extensionElements><zeebe:subscription correlationKey="= invoice" /></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="moving" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:exclusiveGateway id="stage" default="stage-call" /><bpmn:endEvent id="end" />
  ${flow('start', 'stage')}${elements}</bpmn:process></bpmn:definitions>`;
}

/** A task with a deadline, a wait, a message, two tokens side by side, and a task that the next version no longer has. */
export const SOURCE = diagram(`
  ${flow('stage', 'call')}${task('call', 'Call the debtor')}${late('late', 'call', 30)}${flow('call', 'end')}${flow('late', 'end')}
  ${flow('stage', 'wait', when('wait'))}${wait('wait', 'Fourteen days', 14)}${flow('wait', 'end')}
  ${flow('stage', 'paid', when('paid'))}${PAID}${flow('paid', 'end')}
  ${flow('stage', 'both', when('both'))}<bpmn:parallelGateway id="both" />${task('ask', 'Ask')}${wait('month', 'A month', 30)}
  ${flow('both', 'ask')}${flow('both', 'month')}<bpmn:parallelGateway id="joined" />${flow('ask', 'joined')}${flow('month', 'joined')}${flow('joined', 'end')}
  ${flow('stage', 'gone', when('gone'))}${task('gone', 'Left out')}${flow('gone', 'end')}`);

/** Other deadlines, a renamed wait, one more task behind the message. */
export const TARGET = diagram(`
  ${flow('stage', 'call')}${task('call', 'Call the debtor')}${late('late', 'call', 20)}${flow('call', 'end')}${flow('late', 'end')}
  ${flow('stage', 'pause', when('wait'))}${wait('pause', 'Ten days', 10)}${flow('pause', 'end')}
  ${flow('stage', 'paid', when('paid'))}${PAID}${flow('paid', 'thank')}${task('thank', 'Say thanks')}${flow('thank', 'end')}
  ${flow('stage', 'both', when('both'))}<bpmn:parallelGateway id="both" />${task('ask', 'Ask')}${wait('month', 'A month', 40)}
  ${flow('both', 'ask')}${flow('both', 'month')}<bpmn:parallelGateway id="joined" />${flow('ask', 'joined')}${flow('month', 'joined')}${flow('joined', 'end')}`);

/** What a person says of the mapping; the rest has equal ids. */
export const BY_HAND = { wait: 'pause' } as const;
