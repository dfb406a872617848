import { flow } from '../rig/diagrams.ts';

export const ext = (content: string): string => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;
export const task = (id: string, more = '', inside = ''): string =>
  `<bpmn:userTask id="${id}">${ext(`<zeebe:userTask />${more}`)}${inside}</bpmn:userTask>`;
export const work = (id: string, more = ''): string =>
  `<bpmn:serviceTask id="${id}">${ext(`<zeebe:taskDefinition type="${id}" />${more}`)}</bpmn:serviceTask>`;
export const timer = (id: string, duration: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
export const START = '<bpmn:startEvent id="s" />';
export const END = '<bpmn:endEvent id="e" />';
export const chain = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((id, n) => flow(`${ids[n]}-${id}`, ids[n] ?? '', id))
    .join('');
export const call = (id: string): string =>
  `<bpmn:callActivity id="${id}">${ext('<zeebe:calledElement processId="called" propagateAllChildVariables="true" />')}</bpmn:callActivity>`;
