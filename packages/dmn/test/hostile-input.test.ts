import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluateDecision, linkDecisions } from '@krok/dmn/executable';
import { compileDmn, uploadLimits } from '@krok/dmn/xml';
import { compiled, decision, definitions, environment, evaluate, input, literal, show } from './models.ts';

const good = definitions(input('n') + decision('result', literal('n + 1'), ['n']));

describe('what is no DMN file is refused with a finding', () => {
  const cases: readonly (readonly [name: string, rule: string, xml: string])[] = [
    ['nothing', 'xml-malformed', ''],
    ['prose', 'xml-malformed', 'Dear customer, your invoice is overdue.'],
    ['binary', 'xml-character', '\u0000PNG'],
    ['a document type', 'xml-doctype', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an undeclared entity', 'xml-entity', good.replace('name="n"', 'name="&nbsp;"')],
    ['a cut-off file', 'xml-malformed', good.slice(0, good.length / 2)],
    ['another encoding', 'xml-encoding', good.replace('UTF-8', 'ISO-8859-2')],
    ['another document', 'dmn-unreadable', '<html><body/></html>'],
    ['an unknown namespace', 'dmn-unreadable', good.replace('20230324', '20990101')],
    ['an unknown element', 'dmn-unreadable', good.replace('<inputData', '<surprise/><inputData')],
    ['an unknown attribute', 'dmn-unreadable', good.replace('<inputData', '<inputData surprise="1"')],
    ['an id twice', 'dmn-unreadable', good.replace('id="_n"', 'id="_result"')],
    [
      'two logics of a decision',
      'xml-repeated-child',
      good.replace('<literalExpression', `${literal('1')}<literalExpression`),
    ],
    ['two texts of an expression', 'xml-repeated-child', good.replace('<text>', '<text>1</text><text>')],
    [
      'a file above the limit',
      'file-too-large',
      good.replace('</definitions>', `<!--${'x'.repeat(uploadLimits.bytes)}--></definitions>`),
    ],
    ['too deep', 'xml-too-deep', definitions(decision('a', '<list>'.repeat(200) + '</list>'.repeat(200)))],
  ];
  for (const [name, rule, xml] of cases) {
    test(`${name}: ${rule}`, async () => {
      const result = await compileDmn(xml);
      assert.equal(result.deployable, false);
      assert.ok(
        result.findings.some((finding) => finding.rule === rule),
        JSON.stringify(result.findings),
      );
      assert.ok(result.findings.every(({ message }) => message.startsWith('Expected ')));
    });
  }
});

test('every cut of a file is answered', async () => {
  for (let end = 0; end < good.length; end += 17) {
    assert.equal((await compileDmn(good.slice(0, end))).deployable, false);
  }
});

test('all releases of DMN are read alike', async () => {
  for (const release of ['20191111', '20211108', '20230324']) {
    const xml = definitions(input('n') + decision('result', literal('n + 1'), ['n']), { release });
    const linked = linkDecisions(await compiled(xml));
    assert.equal(show(evaluateDecision(linked, 'result', { n: 1 }, environment())), '2');
  }
});

test('layout and extensions of other tools are no matter', async () => {
  const layout =
    '<dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"><dmndi:DMNDiagram><dmndi:DMNShape dmnElementRef="gone"><dc:Bounds x="1" y="1" width="1" height="1"/></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>';
  const xml = good
    .replace('</definitions>', `${layout}</definitions>`)
    .replace('<inputData', '<inputData xmlns:x="urn:x" x:color="red"')
    .replace('<variable', '<extensionElements><x:y xmlns:x="urn:x"/></extensionElements><variable');
  assert.deepEqual((await compileDmn(xml)).findings, []);
});

test('names of object prototypes are ordinary names', async () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    const model =
      input(name) +
      decision('result', `<context><contextEntry><variable name="${name}"/>${literal(name)}</contextEntry></context>`, [
        name,
      ]);
    const inputs = JSON.parse(`{"${name}": 1}`) as Record<string, number>;
    const result = await evaluate(model, inputs);
    assert.equal(show(result), `{${name}: 1}`);
    assert.equal(show(await evaluate(model)), `{${name}: null}`);
  }
});

test('a table of 2,000 rules is compiled and evaluated within seconds', async () => {
  const rules = Array.from(
    { length: 2000 },
    (_, index) =>
      `<rule><inputEntry><text>[${index}..${index + 1})</text></inputEntry><outputEntry><text>${index}</text></outputEntry></rule>`,
  );
  const table = `<decisionTable><input><inputExpression><text>n</text></inputExpression></input><output/>${rules.join('')}</decisionTable>`;
  const started = performance.now();
  assert.equal(show(await evaluate(input('n') + decision('result', table, ['n']), { n: 1999.5 })), '1999');
  assert.ok(performance.now() - started < 20_000);
});
