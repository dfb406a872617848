import type { ProcedureFile } from '@krok/contracts/schemas';

/** A procedure with a beginning only, for invoices. */
export function blankProcedure(name: string, start: string): ProcedureFile {
  const id = processIdOf(name);
  const content = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="${id}-definitions" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.7.0">
  <bpmn:process id="${id}" name="${escaped(name)}" isExecutable="true">
    <bpmn:extensionElements>
      <zeebe:properties>
        <zeebe:property name="subject" value="invoice" />
      </zeebe:properties>
    </bpmn:extensionElements>
    <bpmn:startEvent id="start" name="${escaped(start)}" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="${id}-diagram">
    <bpmndi:BPMNPlane id="${id}-plane" bpmnElement="${id}">
      <bpmndi:BPMNShape id="start-shape" bpmnElement="start">
        <dc:Bounds x="180" y="160" width="36" height="36" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
  return { kind: 'bpmn', name: `${id}.bpmn`, content };
}

/** The same diagram as a procedure of its own: another id and name, wherever the id is used. */
export function copiedProcedure(xml: string, processId: string, name: string): ProcedureFile {
  const id = processIdOf(name);
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  for (const element of document.getElementsByTagName('*')) {
    const isProcess = element.localName === 'process' && element.getAttribute('id') === processId;
    if (isProcess) element.setAttribute('name', name);
    const attributes = isProcess ? ['id'] : ['processRef', 'bpmnElement', 'processId'];
    for (const attribute of attributes) {
      const value = element.getAttribute(attribute) ?? '';
      if (value.replace(/^.*:/, '') === processId) element.setAttribute(attribute, value.replace(processId, id));
    }
  }
  return { kind: 'bpmn', name: `${id}.bpmn`, content: new XMLSerializer().serializeToString(document) };
}

/** An id that nobody else's procedure is likely to have: the name in plain letters, and some chance. */
function processIdOf(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  const chance = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return `procedure-${plain === '' ? '' : `${plain}-`}${chance.toString(36).slice(0, 5)}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
