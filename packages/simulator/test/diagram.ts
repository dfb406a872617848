import { compileBpmn } from '@krok/bpmn/xml';
import { link } from '@krok/engine';
import type { SimulatedProcess } from '../src/index.ts';

/** Compiles the body of one or several `<process>` elements with their root elements; each call is one deployment. */
export async function deployment(name: string, body: string): Promise<readonly SimulatedProcess[]> {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="test">${body}</definitions>`;
  const compiled = await compileBpmn(xml);
  if (!compiled.deployable) throw new Error(compiled.findings.map((each) => each.message).join('\n'));
  return compiled.processes.map((executable) => ({ deployment: name, linked: link(executable) }));
}

export const flow = (from: string, to: string): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`;

export const job = (id: string, type: string): string =>
  `<serviceTask id="${id}"><extensionElements><zeebe:taskDefinition type="${type}" /></extensionElements></serviceTask>`;

export const message = (id: string, name: string, key?: string): string =>
  key === undefined
    ? `<message id="${id}" name="${name}" />`
    : `<message id="${id}" name="${name}"><extensionElements><zeebe:subscription correlationKey="${key}" /></extensionElements></message>`;

export const userTask = (id: string): string =>
  `<userTask id="${id}"><extensionElements><zeebe:userTask /></extensionElements></userTask>`;

export const timerBoundary = (id: string, host: string, duration: string, interrupting: boolean): string =>
  `<boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}"><timerEventDefinition>
    <timeDuration xsi:type="tFormalExpression">${duration}</timeDuration></timerEventDefinition></boundaryEvent>`;
