/** Diagrams of one element `it` between a start and an end. */
export const END = '<bpmn:endEvent id="end"/>';
const ROOTS =
  '<bpmn:message id="m" name="= kind + &quot;-in&quot;"><bpmn:extensionElements><zeebe:subscription correlationKey="= id"/></bpmn:extensionElements></bpmn:message>' +
  '<bpmn:signal id="s" name="= kind + &quot;-signal&quot;"/><bpmn:error id="e" errorCode="= kind + &quot;-error&quot;"/>' +
  '<bpmn:escalation id="x" escalationCode="= kind + &quot;-escalation&quot;"/>';

export const service = (extension: string) => it('serviceTask', extension);
export const user = (extension: string) => it('userTask', `<zeebe:userTask/>${extension}`);
export const call = (attributes: string, more = '') =>
  it('callActivity', `<zeebe:calledElement ${attributes}/>${more}`);
export const job = (type = 'j') => `<zeebe:taskDefinition type="${type}"/>`;
export const io = (content: string) => `<zeebe:ioMapping>${content}</zeebe:ioMapping>`;
export const loop = (attributes: string, more = '', kind = '') =>
  `<bpmn:multiInstanceLoopCharacteristics ${kind}><bpmn:extensionElements><zeebe:loopCharacteristics ${attributes}/></bpmn:extensionElements>${more}</bpmn:multiInstanceLoopCharacteristics>`;
export const catching = (definition: string) => it('intermediateCatchEvent', '', definition);
export const throwing = (definition: string) => it('intermediateThrowEvent', '', definition);
export const timer = (tag: string, text: string) =>
  `<bpmn:timerEventDefinition><bpmn:${tag} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${tag}></bpmn:timerEventDefinition>`;
export const condition = (text: string, more = '') =>
  `<bpmn:conditionalEventDefinition>${more}<bpmn:condition xsi:type="bpmn:tFormalExpression">${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;

export function it(type: string, extensions: string, content = '', attributes = ''): string {
  return `${flow('start', 'it')}<bpmn:${type} id="it" ${attributes}>${extension(extensions)}${content}</bpmn:${type}>${flow('it', 'end')}${END}`;
}

export function boundary(definition: string): string {
  const event = `<bpmn:boundaryEvent id="b" attachedToRef="it" cancelActivity="false">${definition}</bpmn:boundaryEvent>`;
  return `${it('userTask', '')}${event}${flow('b', 'end')}`;
}

export function adHoc(attributes: string, more = ''): string {
  const tasks = ['a', 'b']
    .map((id) => `<bpmn:serviceTask id="${id}">${extension(job(id))}</bpmn:serviceTask>`)
    .join('');
  return it('adHocSubProcess', `<zeebe:adHoc ${attributes}/>${more}`, tasks);
}

export function extension(content: string): string {
  return content === '' ? '' : `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;
}

export function flow(source: string, target: string): string {
  return `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}"/>`;
}

export function file(body: string): string {
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:krok:test">${ROOTS}<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start"/>${body}</bpmn:process></bpmn:definitions>`;
}
