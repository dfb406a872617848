import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileBpmn, uploadLimits } from '@krok/bpmn/xml';
import { decodeXml } from '@krok/bpmn/xml/scan';
import { around, diagram, file, flow, line, node } from './diagram-builder.ts';

const good = around('task', node('task', 'task'));

async function refusal(xml: string): Promise<readonly string[]> {
  const result = await compileBpmn(xml);
  assert.equal(result.deployable, false);
  return result.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

describe('what is no BPMN file is refused with a finding and a place', () => {
  const cases: readonly (readonly [name: string, rule: string, xml: string])[] = [
    ['nothing', 'xml-malformed', ''],
    ['white space', 'xml-malformed', ' \n\t '],
    ['prose', 'xml-malformed', 'Dear customer, your invoice is overdue.'],
    ['JSON', 'xml-malformed', '{"process": "p"}'],
    ['binary', 'xml-character', '\u0000\u0001PNG\u001a'],
    ['a lone surrogate', 'xml-character', good.replace('id="task"', 'id="task" name="\ud800"')],
    ['a zip file', 'xml-character', 'PK\u0003\u0004'],
    ['a document type', 'xml-doctype', '<!DOCTYPE bpmn><a/>'],
    [
      'an external entity',
      'xml-doctype',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ],
    ['entities of entities', 'xml-doctype', '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'],
    ['an undeclared entity', 'xml-entity', good.replace('id="task"', 'id="task" name="&nbsp;"')],
    ['a bare ampersand', 'xml-entity', good.replace('id="task"', 'id="task" name="a & b"')],
    ['a reference to no character', 'xml-character', good.replace('id="task"', 'id="task" name="&#0;"')],
    ['a reference beyond Unicode', 'xml-character', good.replace('id="task"', 'id="task" name="&#x110000;"')],
    ['a cut-off file', 'xml-malformed', good.slice(0, good.length / 2)],
    ['a missing end tag', 'xml-malformed', good.replace('</bpmn:definitions>', '')],
    ['crossed tags', 'xml-malformed', '<a><b></a></b>'],
    ['two roots', 'xml-malformed', '<a/><b/>'],
    ['text behind the root', 'xml-malformed', `${good}more`],
    ['an attribute twice', 'xml-malformed', good.replace('id="task"', 'id="task" id="task2"')],
    ['an attribute without quotes', 'xml-malformed', '<a b=c/>'],
    ['an unclosed comment', 'xml-malformed', '<!-- '],
    ['another document', 'bpmn-unreadable', '<html><body/></html>'],
    [
      'the BPMN names without their namespace',
      'bpmn-unreadable',
      '<definitions><process id="p" isExecutable="true"/></definitions>',
    ],
    [
      'a prefix without namespace',
      'xml-namespace',
      '<bpmn:definitions><bpmn:process id="p" isExecutable="true"/></bpmn:definitions>',
    ],
    ['another encoding', 'xml-encoding', good.replace('UTF-8', 'ISO-8859-2')],
    ['an unknown BPMN element', 'bpmn-unreadable', around('task', node('task', 'task', '<bpmn:surprise />'))],
    ['no process', 'process-not-executable', file()],
    [
      'a process that is not executable',
      'process-not-executable',
      good.replace('isExecutable="true"', 'isExecutable="false"'),
    ],
  ];
  for (const [name, rule, xml] of cases) {
    test(`${name}: ${rule}`, async () => {
      const result = await compileBpmn(xml);
      assert.equal(result.deployable, false);
      assert.ok(
        result.findings.some((finding) => finding.rule === rule && finding.severity === 'error'),
        JSON.stringify(result.findings),
      );
      assert.ok(result.findings.every(({ message }) => message.startsWith('Expected ')));
    });
  }
});

test('bytes of another encoding than the declared one are told, with their place', async () => {
  const text = decodeXml(Buffer.from(good.replace('id="task"', 'id="task" name="zap\u00b3ata"'), 'latin1'));
  const { findings } = await compileBpmn(text);
  const [told] = findings.filter(({ rule }) => rule === 'xml-encoding');
  assert.equal(text.split('\n')[(told?.line ?? 0) - 1]?.[(told?.column ?? 0) - 1], '\ufffd');
});

describe('limits', () => {
  test('a file at the limit of bytes is read, one above is not', async () => {
    const padding = (bytes: number) =>
      good.replace('</bpmn:definitions>', `<!--${'x'.repeat(bytes - good.length - 7)}--></bpmn:definitions>`);
    assert.equal((await compileBpmn(padding(uploadLimits.bytes))).deployable, true);
    assert.deepEqual(await refusal(padding(uploadLimits.bytes + 1)), ['file-too-large']);
  });
  test('bytes count, not characters', async () => {
    assert.deepEqual(
      await refusal(good.replace('</bpmn:definitions>', `<!--${'ł'.repeat(600_000)}--></bpmn:definitions>`)),
      ['file-too-large'],
    );
  });
  test('nesting ends at the limit', async () => {
    const nested = (depth: number) => file(`<a xmlns="urn:x">${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</a>`);
    assert.deepEqual(await refusal(nested(uploadLimits.depth)), ['xml-too-deep']);
    assert.ok(!(await refusal(nested(uploadLimits.depth - 3))).includes('xml-too-deep'));
    assert.deepEqual(await refusal('<a>'.repeat(300_000)), ['xml-too-deep']);
  });
  test('elements beside the layout are counted', async () => {
    const tasks = (count: number) =>
      diagram(line(), Array.from({ length: count }, (_, index) => node('task', `t${index}`)).join(''));
    assert.deepEqual(await refusal(tasks(2000)), ['xml-too-many-elements']);
    const layout = `<bpmndi:BPMNDiagram id="layout"><bpmndi:BPMNPlane id="plane" bpmnElement="process">${Array.from({ length: 2500 }, (_, index) => `<bpmndi:BPMNShape id="s${index}" bpmnElement="task" />`).join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
    assert.equal(
      (await compileBpmn(good.replace('</bpmn:definitions>', `${layout}</bpmn:definitions>`))).deployable,
      true,
    );
  });
  test('a megabyte of anything is answered in linear time', async () => {
    const started = performance.now();
    for (const text of ['<a ', '&amp;', ' ', '<a b="', '\n', '<!--', '<a/>', '<?', 'x']) {
      await compileBpmn(`<a>${text.repeat(1_000_000 / text.length)}`);
    }
    assert.ok(performance.now() - started < 20_000);
  });
});

test('FEEL is bounded: length, nesting and the sum of a file', async () => {
  const conditions = (...texts: string[]) =>
    diagram(
      line('g'),
      node('exclusiveGateway', 'g'),
      ...texts.map((text, index) => flow(`c${index}`, 'g', 'end', `=${text}`)),
    );
  const limit = async (...texts: string[]) => (await refusal(conditions(...texts))).includes('feel-limit');
  assert.equal((await compileBpmn(conditions(`"${'x'.repeat(8190)}"`))).deployable, true);
  assert.equal(await limit(`"${'x'.repeat(8191)}"`), true);
  assert.equal(await limit(`${'['.repeat(101)}1${']'.repeat(101)}`), true);
  assert.equal(await limit(...Array.from({ length: 8 }, (_, index) => `"${index}${'x'.repeat(8000)}"`)), true);
  const same = await compileBpmn(conditions(...Array.from({ length: 8 }, () => `a = "${'x'.repeat(8000)}"`)));
  assert.equal(same.deployable, true);
});

test('a character beyond U+FFFF survives as text and as a reference', async () => {
  const result = await compileBpmn(around('task', node('task', 'task', '', 'name="🙂 &#128578; &#x1F642;"')));
  assert.equal(result.deployable, true);
  assert.ok(result.deployable);
  assert.equal(result.processes[0]?.elements.find(({ id }) => id === 'task')?.name, '🙂 🙂 🙂');
});

test('names of object prototypes are ordinary ids and keys', async () => {
  for (const id of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    const result = await compileBpmn(around(id, node('task', id)));
    assert.ok(result.deployable, JSON.stringify(result.findings));
    assert.ok(result.processes[0]?.elements.some((element) => element.id === id));
  }
});

test('every cut of a real file is answered', async () => {
  const cuts = Array.from({ length: 60 }, (_, index) => good.slice(0, Math.floor((good.length * index) / 60)));
  for (const cut of cuts) assert.equal((await compileBpmn(cut)).deployable, false);
});
