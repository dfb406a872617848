/** Wraps flow elements into a deployable diagram. */
export function diagram(processId: string, flowElements: string, definitions = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_${processId}" targetNamespace="http://krok.example/test">
  ${definitions}
  <bpmn:process id="${processId}" isExecutable="true">${flowElements}</bpmn:process>
</bpmn:definitions>`;
}

export const flow = (id: string, from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`;

export const messageDefinition = (id: string, name: string, key: string): string =>
  `<bpmn:message id="${id}" name="${name}"><bpmn:extensionElements><zeebe:subscription correlationKey="= ${key}" /></bpmn:extensionElements></bpmn:message>`;

/** A user task and a message catch side by side: two inputs that may come in either order. */
export const TWO_INPUTS = diagram(
  'twoInputs',
  `<bpmn:startEvent id="start" /><bpmn:parallelGateway id="fork" />
   <bpmn:userTask id="call"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
   <bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="Payment" /></bpmn:intermediateCatchEvent>
   <bpmn:intermediateCatchEvent id="month"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P30D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   <bpmn:endEvent id="end" />
   ${flow('f1', 'start', 'fork')}${flow('f2', 'fork', 'call')}${flow('f3', 'fork', 'paid')}${flow('f4', 'fork', 'month')}
   ${flow('f5', 'call', 'end')}${flow('f6', 'paid', 'end')}${flow('f7', 'month', 'end')}`,
  messageDefinition('Payment', 'payment', 'invoice'),
);

/** A user task, then a short wait: whoever loses the task's completion loses the timer with it. */
export const WAIT_AFTER_CALL = diagram(
  'waitAfterCall',
  `<bpmn:startEvent id="start" />
   <bpmn:userTask id="call"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
   <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   <bpmn:endEvent id="end" />
   ${flow('f1', 'start', 'call')}${flow('f2', 'call', 'wait')}${flow('f3', 'wait', 'end')}`,
);
