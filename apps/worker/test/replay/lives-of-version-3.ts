import assert from 'node:assert/strict';
import type { JobResult, Variables } from '@krok/engine';
import { diagram, flow, messageDefinition } from '../rig/diagrams.ts';
import { chain, END, ext, START, task, timer, work } from './life-diagrams.ts';
import type { Control, LivingCase, RecordedLife } from './lives.ts';

const when = (id: string, from: string, to: string, condition: string): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"><bpmn:conditionExpression>=${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
const caught = (name: string): string =>
  `<bpmn:intermediateCatchEvent id="${name}"><bpmn:messageEventDefinition messageRef="M-${name}" /></bpmn:intermediateCatchEvent>`;
const done = (variables: Variables = {}, result?: JobResult) =>
  ({ kind: 'completed', variables, ...(result && { result }) }) as const;

/** Types of the jobs, in the order in which they were offered. */
async function offered(one: LivingCase): Promise<readonly string[]> {
  return (await one.events()).flatMap((event) => (event.kind === 'jobCreated' ? [event.type] : []));
}

/** Each ends in a timer, which a case that went another way does not reach: its replay asks for other things. */
export const VERSION_3_LIVES: Readonly<Record<string, RecordedLife>> = {
  /** A worker chooses one activity, then two, one of which it ends; each path has variables of its own, and what they give leaves together. */
  'driven-ad-hoc': {
    diagrams: [
      diagram(
        'drivenAdHoc',
        `${START}<bpmn:adHocSubProcess id="free">${ext('<zeebe:taskDefinition type="choose" /><zeebe:adHoc outputCollection="all" outputElement="={n: n, found: found}" />')}
         ${work('a')}${work('b')}${work('c')}${chain('b', 'c')}</bpmn:adHocSubProcess>
         <bpmn:exclusiveGateway id="g" default="g-f" />${timer('moment', 'PT1S')}${END}<bpmn:endEvent id="f" />${chain('s', 'free', 'g', 'f')}
         ${when('g-moment', 'g', 'moment', 'count(all) = 2')}${flow('moment-e', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('drivenAdHoc');
      const { variables } = await one.event('jobCreated');
      const choices = variables['adHocSubProcessElements'];
      assert.deepEqual(choices, [
        { elementId: 'a', elementName: null },
        { elementId: 'b', elementName: null },
      ]);
      await one.answer('choose', done({}, { activateElements: [{ elementId: 'b', variables: { n: 1 } }] }));
      await one.answer('b');
      await one.answer('c', done({ found: 'c' }));
      const twice = [2, 3].map((n) => ({ elementId: 'a', variables: { n } }));
      await one.answer('choose', done({}, { activateElements: twice }));
      await one.answer('a', done({ found: 'a' }));
      await one.answer('choose', done({}, { isCompletionConditionFulfilled: true, isCancelRemainingInstances: true }));
      await one.ends();
      assert.deepEqual(await offered(one), ['choose', 'b', 'c', 'choose', 'a', 'a', 'choose']);
      const { variables: left } = await one.event('instanceCompleted');
      assert.deepEqual(left['all'], [
        { n: 1, found: 'c' },
        { n: 2, found: 'a' },
      ]);
      return { 'driven-ad-hoc': one };
    },
  },

  /** One activity at a time, though the first leads to two. */
  'ad-hoc-in-turn': {
    diagrams: [
      diagram(
        'adHocInTurn',
        `${START}<bpmn:adHocSubProcess id="free" ordering="Sequential">${ext('<zeebe:adHoc outputCollection="all" outputElement="=found" />')}
         ${work('a')}${work('b')}${work('c')}${work('d')}${chain('a', 'b')}${chain('a', 'c')}</bpmn:adHocSubProcess>
         <bpmn:exclusiveGateway id="g" default="g-f" />${timer('moment', 'PT1S')}${END}<bpmn:endEvent id="f" />${chain('s', 'free', 'g', 'f')}
         ${when('g-moment', 'g', 'moment', 'all = ["b", "c", "d"]')}${flow('moment-e', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('adHocInTurn', { found: '' });
      for (const type of ['a', 'b', 'c', 'd']) await one.answer(type, done({ found: type }));
      await one.ends();
      const kinds = (await one.events()).flatMap(({ kind }) => (/^job(Created|Completed)$/.test(kind) ? [kind] : []));
      const inTurn = Array.from({ length: 4 }, () => ['jobCreated', 'jobCompleted']).flat();
      assert.deepEqual(kinds, inTurn);
      await one.event('timerFired');
      return { 'ad-hoc-in-turn': one };
    },
  },

  /** The first update is denied, the second corrected, and the task completes with it. */
  'updating-listeners': {
    diagrams: [
      diagram(
        'updatingListeners',
        `${START}${task('t', '<zeebe:taskListeners><zeebe:taskListener eventType="updating" type="hear" /><zeebe:taskListener eventType="updating" type="weigh" /></zeebe:taskListeners><zeebe:ioMapping><zeebe:output source="=n + m" target="sum" /></zeebe:ioMapping>')}
         <bpmn:exclusiveGateway id="g" default="g-f" />${timer('moment', 'PT1S')}${END}<bpmn:endEvent id="f" />${chain('s', 't', 'g', 'f')}
         ${when('g-moment', 'g', 'moment', 'sum = 5')}${flow('moment-e', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('updatingListeners', { n: 0 });
      const { instance: scope } = await one.event('userTaskCreated');
      await one.send({ kind: 'setVariables', scope, variables: { n: 1 } });
      await one.answer('hear', done({}, { denied: true, reason: 'not now' }));
      await one.event('userTaskDenied');
      await one.send({ kind: 'setVariables', scope, variables: { n: 2 } });
      await one.answer('hear', done({ m: 3 }, { corrections: { priority: 80 } }));
      await one.answer('weigh');
      const corrected = await one.event('userTaskCreated', 1);
      assert.equal(corrected.priority, 80);
      await one.completeTask(1);
      await one.ends();
      assert.deepEqual(await offered(one), ['hear', 'hear', 'weigh']);
      await one.event('timerFired');
      return { 'updating-listeners': one };
    },
  },

  /** A timer interrupts the task: its flow goes on when the listener has answered. */
  'canceling-listeners': {
    diagrams: [
      diagram(
        'cancelingListeners',
        `${START}${task('t', '<zeebe:taskListeners><zeebe:taskListener eventType="canceling" type="part" /></zeebe:taskListeners>')}
         <bpmn:boundaryEvent id="late" attachedToRef="t"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
         ${task('then')}${timer('moment', 'PT1S')}${END}<bpmn:endEvent id="f" />${chain('s', 't', 'f')}${chain('late', 'then', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('cancelingListeners');
      await one.answer('part');
      await one.completeTask(1);
      await one.ends();
      await one.event('timerFired', 1);
      return { 'canceling-listeners': one };
    },
  },

  /** A person ends the first run: the loop goes on with the second. */
  'loop-ended-by-hand': {
    diagrams: [
      diagram(
        'loopEndedByHand',
        `${START}${task('t', '', '<bpmn:standardLoopCharacteristics><bpmn:loopCondition xsi:type="bpmn:tFormalExpression">=loopCounter &lt; 2</bpmn:loopCondition></bpmn:standardLoopCharacteristics>')}
         ${timer('moment', 'PT1S')}${END}${chain('s', 't', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('loopEndedByHand');
      const { instance } = await one.event('userTaskCreated');
      await one.send({ kind: 'modify', reason: 'not this one', activate: [], terminate: [instance], consume: [] });
      await one.completeTask(1);
      await one.ends();
      return { 'loop-ended-by-hand': one };
    },
  },

  /** Two of three start the gateway; the third is ended by hand, which resets it, so that two more start it again. */
  'complex-gateway-reset': {
    diagrams: [
      diagram(
        'complexGatewayReset',
        `${START}<bpmn:parallelGateway id="fork" />${task('a')}${task('b')}${task('c')}
         <bpmn:complexGateway id="two"><bpmn:activationCondition xsi:type="bpmn:tFormalExpression">=activationCount = 2</bpmn:activationCondition></bpmn:complexGateway>
         ${task('then')}${timer('moment', 'PT1S')}${END}${chain('s', 'fork')}${['a', 'b', 'c'].map((each) => chain('fork', each, 'two')).join('')}${chain('two', 'then', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('complexGatewayReset');
      const { instance: third } = await one.event('userTaskCreated', 2);
      await one.completeTask(0);
      await one.completeTask(1);
      const [a, c] = [await one.indexOf('a'), await one.indexOf('c')];
      const move = { kind: 'modify', consume: [] } as const;
      await one.send({ ...move, reason: 'not needed', activate: [], terminate: [third] });
      await one.send({ ...move, reason: 'once more', activate: [{ element: c }, { element: a }], terminate: [] });
      // `then` was offered fourth, `c` and `a` after it; the gateway starts once more and offers `then` again.
      for (const task of [4, 5, 3, 6]) await one.completeTask(task);
      await one.event('timerFired', 1);
      await one.ends();
      return { 'complex-gateway-reset': one };
    },
  },

  /** The task has an input of its own; its decision reads a variable of the case. */
  'decision-sees-all': {
    diagrams: [
      diagram(
        'decisionSeesAll',
        `${START}<bpmn:businessRuleTask id="decide">${ext('<zeebe:calledDecision decisionId="way" resultVariable="way" /><zeebe:ioMapping><zeebe:input source="=1" target="n" /></zeebe:ioMapping>')}</bpmn:businessRuleTask>
         <bpmn:exclusiveGateway id="g" default="g-f" />${timer('moment', 'PT1S')}${END}<bpmn:endEvent id="f" />${chain('s', 'decide', 'g', 'f')}
         ${when('g-moment', 'g', 'moment', 'way = "court"')}${flow('moment-e', 'moment', 'e')}`,
      ),
    ],
    tables: [
      `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="ways" name="ways" namespace="http://krok.example/test">
         <inputData id="amount" name="amount"><variable name="amount" /></inputData>
         <decision id="way" name="way"><variable name="way" /><informationRequirement><requiredInput href="#amount" /></informationRequirement>
           <literalExpression><text>if amount &gt; 100 then "court" else "letter"</text></literalExpression></decision></definitions>`,
    ],
    live: async (hands) => {
      const one = await hands.start('decisionSeesAll', { amount: 500 });
      await one.event('timerFired');
      await one.ends();
      return { 'decision-sees-all': one };
    },
  },

  /** A priority above 100 is an incident, and the task is offered once it is right. */
  'task-checked': {
    diagrams: [
      diagram(
        'taskChecked',
        `${START}${task('t', '<zeebe:priorityDefinition priority="=n" />')}${timer('moment', 'PT1S')}${END}${chain('s', 't', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('taskChecked', { n: 500 });
      const { incident } = await one.event('incidentRaised');
      await one.send({ kind: 'setVariables', variables: { n: 50 } });
      await one.send({ kind: 'resolveIncident', incident });
      const { priority } = await one.event('userTaskCreated');
      assert.equal(priority, 50);
      await one.completeTask();
      await one.ends();
      return { 'task-checked': one };
    },
  },

  /** Two messages, each of which goes its own way from the gateway that starts the case. */
  'parallel-event-start': {
    diagrams: [
      diagram(
        'parallelEventStart',
        `<bpmn:eventBasedGateway id="all" instantiate="true" eventGatewayType="Parallel" />${caught('paid')}${caught('sent')}
         <bpmn:parallelGateway id="both" />${timer('moment', 'PT1S')}${END}${chain('all', 'paid', 'both', 'moment', 'e')}${chain('all', 'sent', 'both')}`,
        messageDefinition('M-paid', 'paid', 'order') + messageDefinition('M-sent', 'sent', 'order'),
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('parallelEventStart', { order: 'o-1' });
      for (const index of [1, 0]) {
        const { subscription, name } = await one.event('messageSubscribed', index);
        await one.send({ kind: 'correlateMessage', subscription, messageId: name, variables: { [name]: true } });
      }
      await one.ends();
      return { 'parallel-event-start': one };
    },
  },
};

/** Where a later version would be asked for what this one began to do. */
const undone = (constant: string): readonly [RegExp, string] => [
  new RegExp(`const ${constant} = 3`),
  `const ${constant} = 4`,
];

export const VERSION_3_CONTROLS: readonly Control[] = [
  ['driven-ad-hoc', /return job !== undefined \|\| at\.isPath/, 'return false'],
  ['ad-hoc-in-turn', ...undone('AD_HOC_IN_TURN')],
  ['updating-listeners', /return on === ['"]updating['"] \?/, 'return false ?'],
  ['canceling-listeners', ...undone('TERMINATION_WAITS')],
  ['loop-ended-by-hand', ...undone('RUNS_ENDED_BY_HAND')],
  ['complex-gateway-reset', ...undone('COMPLEX_RESETS')],
  ['decision-sees-all', ...undone('DECISIONS_SEE_ALL')],
  ['task-checked', ...undone('TASKS_CHECKED')],
  ['parallel-event-start', /element\.parallel === true/, 'false'],
];
