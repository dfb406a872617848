/** Start, task, exclusive gateway, user task on half of the cases, fork of two tasks, join, end. */
export const ELEVEN_ELEMENTS = diagram(`
  <bpmn:startEvent id="start"/>
  <bpmn:task id="prepare"/>
  <bpmn:exclusiveGateway id="large" default="small"/>
  <bpmn:userTask id="review"/>
  <bpmn:exclusiveGateway id="merge"/>
  <bpmn:parallelGateway id="fork"/>
  <bpmn:task id="remind"/>
  <bpmn:task id="note"/>
  <bpmn:parallelGateway id="join"/>
  <bpmn:task id="close"/>
  <bpmn:endEvent id="end"/>
  ${flow('f1', 'start', 'prepare')}
  ${flow('f2', 'prepare', 'large')}
  <bpmn:sequenceFlow id="big" sourceRef="large" targetRef="review">
    <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">CONDITION</bpmn:conditionExpression>
  </bpmn:sequenceFlow>
  ${flow('small', 'large', 'merge')}
  ${flow('f3', 'review', 'merge')}
  ${flow('f4', 'merge', 'fork')}
  ${flow('f5', 'fork', 'remind')}
  ${flow('f6', 'fork', 'note')}
  ${flow('f7', 'remind', 'join')}
  ${flow('f8', 'note', 'join')}
  ${flow('f9', 'join', 'close')}
  ${flow('f10', 'close', 'end')}
`).replace('CONDITION', '=amount &gt; 1000');

/** The same, with the condition as bpmn-elements writes it. */
export const ELEVEN_ELEMENTS_SCRIPT = ELEVEN_ELEMENTS.replace('=amount &gt; 1000', '${environment.variables.large}');

/** A multi-instance service task over so many items. */
export function multiInstance(children: number): string {
  return diagram(`
    <bpmn:startEvent id="start"/>
    <bpmn:serviceTask id="each">
      <bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements>
      <bpmn:multiInstanceLoopCharacteristics>
        <bpmn:extensionElements>
          <zeebe:loopCharacteristics inputCollection="=for i in 1..${children} return i" inputElement="item"
            outputCollection="results" outputElement="=item"/>
        </bpmn:extensionElements>
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:serviceTask>
    <bpmn:endEvent id="end"/>
    ${flow('f1', 'start', 'each')}
    ${flow('f2', 'each', 'end')}
  `);
}

/** Two service tasks in a row, and so many variables of 20 characters. */
export function manyVariables(count: number): { xml: string; variables: Record<string, string> } {
  const variables: Record<string, string> = {};
  for (let i = 0; i < count; i++) variables[`v${i}`] = `value ${i} `.padEnd(20, 'x');
  const task = (id: string): string => `<bpmn:serviceTask id="${id}">
    <bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements></bpmn:serviceTask>`;
  const xml = diagram(`
    <bpmn:startEvent id="start"/>${task('one')}${task('two')}<bpmn:endEvent id="end"/>
    ${flow('f1', 'start', 'one')}${flow('f2', 'one', 'two')}${flow('f3', 'two', 'end')}
  `);
  return { xml, variables };
}

function flow(id: string, source: string, target: string): string {
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}"/>`;
}

function diagram(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  id="definitions" targetNamespace="urn:bench">
  <bpmn:process id="bench" isExecutable="true">${content}</bpmn:process>
</bpmn:definitions>`;
}
