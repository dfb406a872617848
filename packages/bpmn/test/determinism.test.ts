import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '@krok/bpmn/executable';
import { compiled } from './compiled.ts';
import { around, extensions, node } from './diagram-builder.ts';

const work = extensions('<zeebe:taskDefinition type="=kind" />');
const xml = around('task', node('serviceTask', 'task', work, 'name="Work"'));
const layout = (x: number) =>
  `<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="plane" bpmnElement="process"><bpmndi:BPMNShape id="shape" bpmnElement="task"><dc:Bounds x="${x}" y="2" width="3" height="4" /></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
const withLayout = (x: number) => xml.replace('</bpmn:definitions>', `${layout(x)}</bpmn:definitions>`);

test('the same file gives the same bytes', async () => {
  assert.equal(canonicalJson(await compiled(xml)), canonicalJson(await compiled(xml)));
});

test('moving shapes, white space, comments, documentation and the exporter change nothing', async () => {
  const expected = canonicalJson(await compiled(xml));
  const others = [
    withLayout(1),
    withLayout(500),
    xml.replaceAll('>', '>\n   '),
    xml.replace('<bpmn:process', '<!-- a note --><bpmn:process'),
    xml.replace(work, `<bpmn:documentation>Why</bpmn:documentation>${work}`),
    xml.replace('id="file"', 'id="file" exporter="Some Modeler" exporterVersion="9"'),
    xml.replaceAll('bpmn:', 'b:').replace('xmlns:bpmn=', 'xmlns:b='),
  ];
  for (const other of others) assert.equal(canonicalJson(await compiled(other)), expected);
});

test('what the process does changes the bytes', async () => {
  const expected = canonicalJson(await compiled(xml));
  for (const other of [
    xml.replace('=kind', '=sort'),
    xml.replace('name="Work"', 'name="Toil"'),
    xml.replaceAll('"task"', '"task2"'),
  ]) {
    assert.notEqual(canonicalJson(await compiled(other)), expected);
  }
});

test('the data survives JSON unchanged: no undefined, no classes', async () => {
  const process = await compiled(xml);
  assert.deepStrictEqual(JSON.parse(JSON.stringify(process)), process);
});
