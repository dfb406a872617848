const task = (id: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="publish-message" /><zeebe:taskHeaders><zeebe:header key="messageName" value="${id}" /><zeebe:header key="timeToLive" value="0" /></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>`;
const flow = (from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;

/** An activity, a second's wait, another activity: what `hand-written.ts` does by hand. */
export const PROCEDURE = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D" targetNamespace="http://krok.example/bench">
  <bpmn:process id="durable" isExecutable="true">
    <bpmn:startEvent id="start" />${task('first')}
    <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    ${task('second')}<bpmn:endEvent id="end" />
    ${flow('start', 'first')}${flow('first', 'wait')}${flow('wait', 'second')}${flow('second', 'end')}
  </bpmn:process>
</bpmn:definitions>`;
