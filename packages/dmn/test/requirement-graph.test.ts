import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluateDecision, linkDecisions } from '@krok/dmn/executable';
import { compileDmn } from '@krok/dmn/xml';
import { compiled, decision, definitions, environment, evaluate, input, knowledge, literal, show } from './models.ts';

const service = (name: string, outputs: readonly string[], decisions: readonly string[], data: readonly string[]) => {
  const references = (tag: string, names: readonly string[]) =>
    names.map((each) => `<${tag} href="#_${each}"/>`).join('');
  return `<decisionService id="_${name}" name="${name}"><variable name="${name}"/>${references('outputDecision', outputs)}${references('inputDecision', decisions)}${references('inputData', data)}</decisionService>`;
};
const parameter = (name: string) => `<formalParameter name="${name}"/>`;

test('decisions require decisions and inputs, names of several words too', async () => {
  const model =
    input('days overdue', 'number') +
    decision('risk', literal('if days overdue > 30 then "high" else "low"'), ['days overdue']) +
    decision('result', literal('risk + " after " + string(days overdue)'), ['d:risk', 'days overdue']);
  assert.equal(show(await evaluate(model, { 'days overdue': 31 })), '"high after 31"');
});

test('members of what another decision made may have names of several words', async () => {
  const model =
    decision('result', literal('person.first name'), ['d:person']) + decision('person', literal('{first name: "Ala"}'));
  assert.equal(show(await evaluate(model)), '"Ala"');
});

test('a decision is found by id and by name, and evaluated once however many require it', async () => {
  const model =
    input('n') +
    decision('base', literal('sum(for i in 1..1000 return n)'), ['n']) +
    decision('result', literal('base + base + other'), ['d:base', 'd:other']) +
    decision('other', literal('base'), ['d:base']);
  const env = environment(20_000);
  assert.equal(show(await evaluate(model, { n: 1 }, { decision: '_result', env })), '3000');
  assert.ok(env.fuel.left > 0);
  await assert.rejects(evaluate(model, {}, { decision: 'nothing' }), /Expected a decision "nothing"/);
});

test('an input that is missing, or of another type, is null with a warning', async () => {
  const model = input('n', 'number') + decision('result', literal('n + 1'), ['n']);
  for (const [inputs, code] of [
    [{}, 'NO_INPUT'],
    [{ n: 'x' }, 'TYPE_MISMATCH'],
  ] as const) {
    const result = await evaluate(model, inputs);
    assert.ok(result.kind === 'value' && result.value === null);
    assert.ok(result.warnings.some((warning) => warning.code === code));
  }
});

test('what a decision does not require, it does not see', async () => {
  const model = input('n') + decision('result', literal('get or else(n, "unseen")'));
  assert.equal(show(await evaluate(model, { n: 1 })), '"unseen"');
});

test('a business knowledge model may call another, and itself', async () => {
  const model =
    knowledge('factorial', parameter('n'), literal('if n <= 1 then 1 else n * factorial(n - 1)')) +
    decision('result', literal('factorial(20)'), ['k:factorial']);
  assert.equal(show(await evaluate(model)), '2432902008176640000');
  assert.equal(show(await evaluate(model, { n: 4 }, { decision: 'factorial' })), '24');
});

test('a function sees the variables of the decision that defines it, wherever it is called', async () => {
  const model =
    input('k', 'number') +
    decision('f', literal('function(x) x + k'), ['k']) +
    decision('result', literal('[f(1), {k: 100, r: f(1)}.r]'), ['d:f']);
  assert.equal(show(await evaluate(model, { k: 5 })), '[6, 6]');
});

test('endless recursion and endless loops end with the budget', async () => {
  const recursion = knowledge('f', parameter('n'), literal('f(n + 1)')) + decision('result', literal('f(1)'), ['k:f']);
  assert.equal(show(await evaluate(recursion, {}, { env: environment(10_000_000) })), 'outOfFuel');
  const loop = decision('result', literal('count(for i in 1..1000, j in 1..1000, k in 1..1000 return 1)'));
  assert.equal(show(await evaluate(loop)), 'outOfFuel');
});

describe('decision services', () => {
  const model =
    input('base', 'number') +
    decision('rate', literal('0.5'), [], 'number') +
    decision('interest', literal('base * rate'), ['base', 'd:rate']) +
    decision('double', literal('interest * 2'), ['d:interest']) +
    service('one', ['double'], ['rate'], ['base']) +
    service('two', ['double', 'interest'], ['rate'], ['base']);

  test('are called with input data first, then decisions, and evaluate over these alone', async () => {
    const call = decision('result', literal('[one(100, 0.1), double]'), ['k:one', 'd:double']);
    assert.equal(show(await evaluate(model + call, { base: 1 })), '[20, 1]');
  });

  test('with several outputs answer a context', async () => {
    assert.equal(show(await evaluate(model, { base: 10, rate: 1 }, { decision: 'two' })), '{double: 20, interest: 10}');
  });

  test('refuse an argument of another type', async () => {
    const call = decision('result', literal('one("x", 0.1)'), ['k:one']);
    assert.equal(show(await evaluate(model + call)), 'null');
  });
});

describe('imports', () => {
  const rates = definitions(
    `<itemDefinition name="tRate"><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues></itemDefinition>${input('base', 'number')}${decision('annual interest', literal('base * 0.1'), ['base'])}${knowledge('half', parameter('n'), literal('n / 2'))}`,
    { namespace: 'urn:rates' },
  );
  const importing = (name: string, body: string) =>
    definitions(
      `<import name="${name}" namespace="urn:rates" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>${body}`,
    );

  test('decisions, functions and types of another file, by the name of the import', async () => {
    const body = decision('result', literal('[the rates.half(the rates.annual interest), 2 instance of number]'), [
      'd:urn:rates#_annual_interest',
      'k:urn:rates#_half',
    ]);
    const linked = linkDecisions(await compiled(importing('the rates', body), [rates]));
    assert.equal(show(evaluateDecision(linked, 'result', { base: 100 }, environment())), '[5, true]');
    assert.equal(
      show(evaluateDecision(linked, 'result', { 'urn:rates#base': 10, base: 1 }, environment())),
      '[0.5, true]',
    );
  });

  test('an imported type restricts values', async () => {
    const body = input('r', 'rates.tRate') + decision('result', literal('r'), ['r']);
    const linked = linkDecisions(await compiled(importing('rates', body), [rates]));
    assert.equal(show(evaluateDecision(linked, 'result', { r: 0.5 }, environment())), '0.5');
    assert.equal(show(evaluateDecision(linked, 'result', { r: 2 }, environment())), 'null');
  });

  test('an import without a name brings its names into the file', async () => {
    const body = decision('result', literal('annual interest'), ['d:urn:rates#_annual_interest']);
    const linked = linkDecisions(await compiled(importing('', body), [rates]));
    assert.equal(show(evaluateDecision(linked, 'result', { base: 100 }, environment())), '10');
  });

  test('several imports may be without a name, and bring types too', async () => {
    const terms = definitions(knowledge('twice', parameter('n'), literal('n * 2')), { namespace: 'urn:terms' });
    const both = definitions(
      ['urn:rates', 'urn:terms']
        .map((each) => `<import namespace="${each}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`)
        .join('') +
        decision('result', literal('[half(twice(3)), 1 instance of tRate, "x" instance of tRate]'), [
          'k:urn:rates#_half',
          'k:urn:terms#_twice',
        ]),
    );
    const linked = linkDecisions(await compiled(both, [rates, terms]));
    assert.equal(show(evaluateDecision(linked, 'result', {}, environment())), '[3, true, false]');
  });

  test('a file that is not in the deployment is a finding, and so are two of one namespace', async () => {
    const missing = await compileDmn(importing('rates', ''));
    assert.deepEqual(
      missing.findings.map(({ rule, element }) => [rule, element]),
      [['import-missing', 'rates']],
    );
    const twice = await compileDmn(importing('rates', ''), [rates, rates]);
    assert.ok(twice.findings.some(({ rule }) => rule === 'namespace-duplicate'));
  });

  test('files may import each other', async () => {
    const back = rates.replace(
      '<itemDefinition',
      '<import name="b" namespace="urn:test" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/><itemDefinition',
    );
    const body = decision('result', literal('rates.annual interest'), ['d:urn:rates#_annual_interest']);
    const linked = linkDecisions(await compiled(importing('rates', body), [back]));
    assert.equal(show(evaluateDecision(linked, 'result', { base: 100 }, environment())), '10');
  });
});

test('what a file tells of the business around its decisions is no hindrance', async () => {
  const around =
    '<organizationUnit id="u" name="u"><decisionMade href="#_result"/><decisionOwned href="#_result"/></organizationUnit>' +
    '<performanceIndicator id="p" name="p"><impactingDecision href="#_result"/></performanceIndicator>' +
    '<elementCollection id="c" name="c"><drgElement href="#_result"/></elementCollection>' +
    '<knowledgeSource id="k" name="k"><type>law</type><owner href="#u"/></knowledgeSource>';
  assert.equal(show(await evaluate(decision('result', literal('1')) + around)), '1');
});

describe('a graph that makes no sense is refused', () => {
  const cases: readonly (readonly [rule: string, model: string])[] = [
    ['requirement-cycle', decision('a', literal('b'), ['d:b']) + decision('b', literal('a'), ['d:a'])],
    ['requirement-cycle', decision('a', literal('a'), ['d:a'])],
    ['reference-dangling', decision('a', literal('1'), ['d:b'])],
    ['reference-kind', input('b') + decision('a', literal('1'), ['d:b'])],
    ['reference-dangling', decision('a', literal('1'), ['d:urn:elsewhere#x'])],
    ['name-missing', '<decision id="x"><variable/></decision>'],
    ['type-unknown', input('b', 'money')],
    [
      'type-cycle',
      '<itemDefinition name="a"><typeRef>b</typeRef></itemDefinition><itemDefinition name="b"><typeRef>a</typeRef></itemDefinition>',
    ],
    [
      'function-kind',
      '<businessKnowledgeModel id="x" name="x"><encapsulatedLogic kind="Java"><literalExpression><text>1</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>',
    ],
    ['expression-language', decision('a', literal('1', 'expressionLanguage="juel"'))],
    ['boxed-expression', decision('a', '<conditional><if/><then/><else/></conditional>')],
    ['feel-syntax', decision('a', literal('1 +'))],
    ['feel-limit', decision('a', literal(`"${'x'.repeat(9000)}"`))],
  ];
  for (const [rule, model] of cases) {
    test(rule, async () => {
      const result = await compileDmn(definitions(model));
      assert.equal(result.deployable, false);
      const found = result.findings.find((finding) => finding.rule === rule);
      if (rule !== 'type-cycle') assert.ok(found?.line === 2 && found.column !== undefined, JSON.stringify(found));
      assert.ok(
        result.findings.some((finding) => finding.rule === rule),
        JSON.stringify(result.findings),
      );
    });
  }
});

test('a chain of a thousand decisions compiles; what is too deep to evaluate spends the budget', async () => {
  const chain = (length: number) =>
    decision('d0', literal('0')) +
    Array.from({ length }, (_, index) => decision(`d${index + 1}`, literal(`d${index} + 1`), [`d:d${index}`])).join('');
  assert.equal(show(await evaluate(chain(100), {}, { decision: 'd100' })), '100');
  assert.equal(show(await evaluate(chain(1000), {}, { decision: 'd1000' })), 'outOfFuel');
});
