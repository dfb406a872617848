/** Writes small BPMN files for tests: text in, text out. */

const namespaces = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

export function file(...roots: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions ${namespaces} id="file" targetNamespace="test">\n${roots.join('\n')}\n</bpmn:definitions>\n`;
}

export function process(...content: string[]): string {
  return `<bpmn:process id="process" isExecutable="true">\n${content.join('\n')}\n</bpmn:process>`;
}

/** A file of one process. */
export function diagram(...content: string[]): string {
  return file(process(...content));
}

export function node(type: string, id: string, content = '', attributes = ''): string {
  return `<bpmn:${type} id="${id}" ${attributes}>${content}</bpmn:${type}>`;
}

export function flow(id: string, source: string, target: string, condition?: string): string {
  const body =
    condition === undefined
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escape(condition)}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${body}</bpmn:sequenceFlow>`;
}

/** start -> the nodes, one after the other -> end; flows are named f1, f2, ... */
export function line(...ids: string[]): string {
  const path = ['start', ...ids, 'end'];
  return [
    node('startEvent', 'start'),
    node('endEvent', 'end'),
    ...path.slice(1).map((id, index) => flow(`f${index + 1}`, path[index] ?? '', id)),
  ].join('\n');
}

/** A file with one node between start and end. */
export function around(id: string, element: string, ...more: string[]): string {
  return diagram(line(id), element, ...more);
}

export function extensions(...content: string[]): string {
  return `<bpmn:extensionElements>${content.join('')}</bpmn:extensionElements>`;
}

export function job(type = 'work'): string {
  return extensions(`<zeebe:taskDefinition type="${type}" />`);
}

export function message(id: string, name = id, key = '=key'): string {
  return `<bpmn:message id="${id}" name="${name}">${key === '' ? '' : extensions(`<zeebe:subscription correlationKey="${key}" />`)}</bpmn:message>`;
}

export function event(kind: string, content = '', attributes = ''): string {
  return `<bpmn:${kind}EventDefinition id="d${Math.abs(hash(kind + content + attributes))}" ${attributes}>${content}</bpmn:${kind}EventDefinition>`;
}

export function timer(tag: string, text: string): string {
  return event('timer', `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${escape(text)}</bpmn:${tag}>`);
}

export function association(id: string, source: string, target: string): string {
  return `<bpmn:association id="${id}" associationDirection="One" sourceRef="${source}" targetRef="${target}" />`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function hash(text: string): number {
  let value = 7;
  for (let index = 0; index < text.length; index += 1) value = (value * 31 + text.charCodeAt(index)) | 0;
  return value;
}
