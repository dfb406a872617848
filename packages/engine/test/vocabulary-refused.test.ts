import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileBpmn } from '@krok/bpmn/xml';
import { service, user, call, job, catching, condition, boundary, adHoc, file } from './small-diagram.ts';

/** The diagram, the rule that refuses it, and words of the reason. */
const refusals: readonly (readonly [what: string, body: string, rule: string, reason: RegExp])[] = [
  [
    'listener for nothing that happens to a task',
    user('<zeebe:taskListeners><zeebe:taskListener eventType="delegating" type="l"/></zeebe:taskListeners>'),
    'task-listener',
    /"canceling" but it is for "delegating"/,
  ],
  [
    'listener of all instances',
    service(
      `${job()}<zeebe:executionListeners><zeebe:executionListener eventType="beforeAll" type="l"/></zeebe:executionListeners>`,
    ),
    'listener-event',
    /beforeAll/,
  ],
  [
    'linked resources',
    service(`${job()}<zeebe:linkedResources><zeebe:linkedResource resourceId="r"/></zeebe:linkedResources>`),
    'linked-resource',
    /zeebe:linkedResources/,
  ],
  ['agent', service(`${job()}<zeebe:agentDefinition agentType="a"/>`), 'agent', /zeebe:agentDefinition/],
  ["a choice beside the worker's", adHoc('activeElementsCollection="= l"', job()), 'ad-hoc-choice', /worker alone/],
  ['business id of a called process', call('processId="o" businessId="= a"'), 'called-business-id', /business id/],
  ['version tag that is empty', call('processId="o" bindingType="versionTag"'), 'binding-type', /versionTag/],
  ['a binding of another engine', call('processId="o" bindingType="newest"'), 'binding-type', /newest/],
  [
    'a code that is caught by FEEL',
    boundary('<bpmn:errorEventDefinition errorRef="e"/>').replace('cancelActivity="false"', ''),
    'catch-code-static',
    /fixed errorCode/,
  ],
  ['a condition without FEEL', catching(condition('a')), 'expression-expected', /FEEL/],
  ['a job without a type', service(''), 'job-missing', /taskDefinition/],
  ['retries that are no number', service('<zeebe:taskDefinition type="j" retries="many"/>'), 'job-retries', /many/],
];

for (const [what, body, rule, reason] of refusals) {
  test(`refused: ${what}`, async () => {
    const { deployable, findings } = await compileBpmn(file(body));
    assert.equal(deployable, false);
    const found = findings.find((finding) => finding.rule === rule);
    assert.match(found?.message ?? JSON.stringify(findings), reason);
    assert.notEqual(found?.element, undefined);
  });
}

/** What has no effect is said: nothing of the vocabulary is passed over in silence. */
const warnings: readonly (readonly [what: string, body: string, rule: string])[] = [
  ['form by another key', user('<zeebe:formDefinition formKey="camunda-forms:bpmn:f"/>'), 'form-not-shown'],
  ['job priority', service(`${job()}<zeebe:jobPriorityDefinition priority="5"/>`), 'extension-not-used'],
  [
    'properties of an element',
    service(`${job()}<zeebe:properties><zeebe:property name="a" value="b"/></zeebe:properties>`),
    'extension-not-used',
  ],
  ['an unknown element', service(`${job()}<zeebe:somethingNew/>`), 'zeebe-element-unknown'],
  ['an unknown attribute', service('<zeebe:taskDefinition type="j" color="red"/>'), 'zeebe-attribute-unknown'],
];

for (const [what, body, rule] of warnings) {
  test(`without effect, and said so: ${what}`, async () => {
    const { deployable, findings } = await compileBpmn(file(body));
    assert.equal(deployable, true, JSON.stringify(findings));
    assert.ok(
      findings.some((finding) => finding.rule === rule && finding.element !== undefined),
      JSON.stringify(findings),
    );
  });
}
