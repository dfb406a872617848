import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileBpmn } from '@krok/bpmn/xml';
import { decodeXml, schemaForms } from '@krok/bpmn/xml/scan';
import schema from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };

/** The same process over and over, each time as somebody else would write it: `plain` is how the modeler does. */
const plain = file(
  '<process id="p" isExecutable="true"><startEvent id="start"><outgoing>f1</outgoing></startEvent>',
  '<receiveTask id="wait" messageRef="paid"/><boundaryEvent id="late" attachedToRef="wait" cancelActivity="false">',
  '<signalEventDefinition signalRef="late-signal"/></boundaryEvent><callActivity id="call" calledElement="other"/>',
  '<sequenceFlow id="f1" sourceRef="start" targetRef="wait"/><sequenceFlow id="f2" sourceRef="wait" targetRef="call"/>',
  '<sequenceFlow id="f9" sourceRef="late" targetRef="call"/></process><message id="paid" name="paid"><extensionElements><zeebe:subscription correlationKey="=k"/>',
  '</extensionElements></message><signal id="late-signal" name="late"/>',
);

const same: readonly (readonly [what: string, xml: string])[] = [
  ['1 and 0 are true and false', plain.replace('"true"', '"1"').replace('"false"', '"0"')],
  ['space around a flag', plain.replace('"true"', '" true "').replace('"false"', '"\n0 "')],
  ['space around =', plain.replace(' id="wait"', ' id = "wait"').replace('isExecutable="', 'isExecutable\n = \n"')],
  ['space around references', plain.replace('>f1<', '>\n  f1\n<').replace('messageRef="paid"', 'messageRef=" paid "')],
  ['space around an id', plain.replace('id="wait"', 'id=" wait\t"')],
  ['references are qualified names', plain.replaceAll(/(Ref|Element)="/g, '$1="tns:').replace('>f1<', '>tns:f1<')],
  ['single quotes', plain.replaceAll('"', "'").replace("'true'", "'1'")],
  ['another prefix for BPMN', withPrefix(plain.replace('"true"', '"1"').replace('>f1<', '> f1 <'))],
];

for (const [what, xml] of same) {
  test(`read as the modeler's way to write it: ${what}`, async () => {
    assert.notEqual(xml, plain);
    assert.deepEqual(await processes(xml), await processes(plain));
  });
}

test('what is written plainly already is left as it is, comments and CDATA included', () => {
  const noted = plain.replace('<process', '<!-- isExecutable="0" --><process');
  assert.equal(schemaForms(noted), noted);
  const script = plain.replace(
    '<message',
    '<documentation><![CDATA[<process id = "q" isExecutable="1">]]></documentation><message',
  );
  assert.equal(schemaForms(script), script);
});

test('other vocabularies keep their own way', () => {
  const foreign = plain.replace(
    '<zeebe:sub',
    '<acme:thing xmlns:acme="urn:acme" default = " 1 " isClosed="1"/><zeebe:sub',
  );
  assert.equal(schemaForms(foreign), foreign);
});

test('flows without ids get those of their ends (BPMN 2.0 §8.2.1)', async () => {
  const [first] = await processes(plain.replace(' id="f2"', '').replace('</process>', `${twice}</process>`));
  assert.deepEqual(
    first?.flows.map(({ id }) => id),
    ['f1', 'wait-call', 'f9', 'start-wait', 'start-wait-2', 'call-wait-2'],
  );
});
const twice = [
  '<sequenceFlow sourceRef="start" targetRef="wait"/><sequenceFlow sourceRef="start" targetRef="wait"/>',
  '<sequenceFlow sourceRef="call" targetRef="wait"/><textAnnotation id="call-wait"/>',
].join('');

test('a type of XML Schema names nothing of the file', async () => {
  const typed = '<conditionExpression evaluatesToTypeRef="xsd:boolean">=true</conditionExpression></sequenceFlow>';
  const ends = '<endEvent id="end"/><sequenceFlow id="f4" sourceRef="call" targetRef="end"/>';
  const xml = plain.replace(
    'targetRef="call"/>',
    `targetRef="call"/>${ends}<sequenceFlow id="f3" sourceRef="call" targetRef="end">${typed}`,
  );
  assert.equal((await processes(xml))[0]?.flows.length, 5);
});

test('every flag of the schema is known', () => {
  const flags = schema.types.flatMap(({ properties = [] }) =>
    properties.flatMap((each) => ('isAttr' in each && each.type === 'Boolean' ? [each.name] : [])),
  );
  assert.ok(flags.length > 15);
  for (const name of flags)
    assert.match(schemaForms(plain.replace('<signal ', `<signal ${name}="1" `)), new RegExp(`${name}="true"`));
});

const noted = plain.replace('name="paid"', 'name="zapłacono"').replace('UTF-8', 'ISO-8859-2');
const encodings: readonly (readonly [string, Uint8Array])[] = [
  ['UTF-8', new TextEncoder().encode(noted.replace('ISO-8859-2', 'UTF-8'))],
  ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${noted.replace('ISO-8859-2', 'UTF-8')}`)],
  ['ISO-8859-2', new Uint8Array(Buffer.from(noted.replace('ł', '\u00b3'), 'latin1'))],
  [
    'UTF-16 by its byte order mark',
    new Uint8Array(Buffer.from(`\ufeff${noted.replace('ISO-8859-2', 'UTF-16')}`, 'utf16le')),
  ],
  ['UTF-16 without one', new Uint8Array(Buffer.from(noted.replace('ISO-8859-2', 'UTF-16'), 'utf16le'))],
  ['UTF-8 that calls itself UTF-16', new TextEncoder().encode(noted.replace('ISO-8859-2', 'utf-16'))],
];
for (const [what, bytes] of encodings) {
  test(`a file is read in its encoding: ${what}`, async () => {
    const text = decodeXml(bytes);
    assert.match(text, /encoding="UTF-8".*zapłacono/s);
    assert.equal((await processes(text)).length, 1);
  });
}

test('an encoding that nobody knows is left to be refused', async () => {
  const result = await compileBpmn(decodeXml(new TextEncoder().encode(noted.replace('ISO-8859-2', 'EBCDIC-1'))));
  assert.equal(result.deployable, false);
  assert.ok(result.findings.some(({ rule }) => rule === 'xml-encoding'));
});

async function processes(xml: string) {
  const result = await compileBpmn(xml);
  assert.ok(result.deployable, JSON.stringify(result.findings));
  return result.processes;
}

function file(...content: readonly string[]): string {
  const spaces = [
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tns="urn:krok"',
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  ].join(' ');
  return `<?xml version="1.0" encoding="UTF-8"?><definitions ${spaces} id="d" targetNamespace="urn:krok">${content.join('')}</definitions>`;
}

function withPrefix(xml: string): string {
  return xml.replaceAll(/<(\/?)(?=[a-zA-Z]+[ >/])(?!zeebe)/g, '<$1m:').replace('xmlns=', 'xmlns:m=');
}
