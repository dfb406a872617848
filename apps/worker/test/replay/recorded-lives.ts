import { diagram, messageDefinition } from '../rig/diagrams.ts';
import { call, chain, END, ext, START, task, timer, work } from './life-diagrams.ts';
import type { Control, RecordedLife } from './lives.ts';
import { VERSION_3_CONTROLS, VERSION_3_LIVES } from './lives-of-version-3.ts';

export const LIVES: Readonly<Record<string, RecordedLife>> = {
  /** The first call ends with an error that the boundary catches, the second as it should. */
  calls: {
    diagrams: [
      diagram(
        'calls',
        `${START}${call('first')}${END}${chain('s', 'first', 'e')}
         <bpmn:boundaryEvent id="failed" attachedToRef="first"><bpmn:errorEventDefinition errorRef="Failed" /></bpmn:boundaryEvent>
         ${call('second')}${timer('moment', 'PT1S')}<bpmn:endEvent id="f" />${chain('failed', 'second', 'moment', 'f')}`,
        '<bpmn:error id="Failed" errorCode="FAILED" />',
      ),
      diagram(
        'called',
        `${START}${task('t')}<bpmn:exclusiveGateway id="g" default="g-e" />${END}${chain('s', 't', 'g', 'e')}
         <bpmn:endEvent id="x"><bpmn:errorEventDefinition errorRef="Failed" /></bpmn:endEvent>
         <bpmn:sequenceFlow id="g-x" sourceRef="g" targetRef="x"><bpmn:conditionExpression>=fails = true</bpmn:conditionExpression></bpmn:sequenceFlow>`,
        '<bpmn:error id="Failed" errorCode="FAILED" />',
      ),
    ],
    live: async (hands) => {
      const caller = await hands.start('calls');
      const failing = await hands.calledBy(caller, (await caller.event('callStarted')).call);
      await failing.completeTask(0, { fails: true });
      const ending = await hands.calledBy(caller, (await caller.event('callStarted', 1)).call);
      await ending.completeTask(0, { fails: false, found: 7 });
      await caller.ends();
      return { calls: caller, 'called-failed': failing, called: ending };
    },
  },

  'execution-listeners': {
    diagrams: [
      diagram(
        'executionListeners',
        `${START}${work('work', '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="before" /><zeebe:executionListener eventType="end" type="after" /></zeebe:executionListeners>')}
         ${timer('moment', 'PT1S')}${END}${chain('s', 'work', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('executionListeners');
      await one.answer('before', { kind: 'completed', variables: { seen: true } });
      await one.answer('work');
      await one.answer('after');
      await one.ends();
      return { 'execution-listeners': one };
    },
  },

  /** The listener denies the first completion. */
  'task-listeners': {
    diagrams: [
      diagram(
        'taskListeners',
        `${START}${task('t', '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="plan" /><zeebe:taskListener eventType="completing" type="check" /></zeebe:taskListeners>')}
         ${timer('moment', 'PT1S')}${END}${chain('s', 't', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('taskListeners');
      await one.answer('plan', { kind: 'completed', variables: {}, result: { corrections: { priority: 70 } } });
      await one.completeTask(0, { said: 'no' });
      await one.answer('check', { kind: 'completed', variables: {}, result: { denied: true, reason: 'too short' } });
      await one.event('userTaskDenied');
      await one.completeTask(1, { said: 'the whole of it' });
      await one.answer('check');
      await one.ends();
      return { 'task-listeners': one };
    },
  },

  /** Two of three activities are chosen; the condition holds after the first. */
  'ad-hoc': {
    diagrams: [
      diagram(
        'adHoc',
        `${START}<bpmn:adHocSubProcess id="free">${ext('<zeebe:adHoc activeElementsCollection="=[&quot;a&quot;, &quot;b&quot;]" outputCollection="all" outputElement="=found" />')}
         ${work('a')}${work('b')}${work('c')}<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=found &gt; 1</bpmn:completionCondition></bpmn:adHocSubProcess>
         ${timer('moment', 'PT1S')}${END}${chain('s', 'free', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('adHoc', { found: 0 });
      await one.answer('b', { kind: 'completed', variables: { found: 2 } });
      await one.ends();
      return { 'ad-hoc': one };
    },
  },

  /** Suspended over a due time, resumed; a task skipped, a timer brought forward, a token moved out of the wrong branch. */
  'stopped-and-moved': {
    diagrams: [
      diagram(
        'stoppedAndMoved',
        `${START}${timer('soon', 'PT2S')}${task('ask')}${timer('month', 'P30D')}${task('wrong')}${task('right')}${timer('moment', 'PT1S')}${END}<bpmn:endEvent id="f" />
         <bpmn:exclusiveGateway id="g" default="g-wrong" />${chain('s', 'soon', 'ask', 'month', 'g', 'wrong', 'f')}
         <bpmn:sequenceFlow id="g-right" sourceRef="g" targetRef="right"><bpmn:conditionExpression>=right = true</bpmn:conditionExpression></bpmn:sequenceFlow>${chain('right', 'moment', 'e')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('stoppedAndMoved');
      const { due } = await one.event('timerSet');
      await one.send({ kind: 'suspend', reason: 'the debtor has died' });
      while (Date.now() <= due + 500) await new Promise((resolve) => setTimeout(resolve, 100));
      await one.send({ kind: 'resume' });
      const ask = await one.event('userTaskCreated');
      await one.send({ kind: 'skip', instance: ask.instance, variables: { byHand: true } });
      const { timer: month } = await one.event('timerSet', 1);
      await one.send({ kind: 'changeTimer', timer: month, due: Date.now() + 500 });
      const wrong = await one.event('userTaskCreated', 1);
      const activate = [{ element: await one.indexOf('right') }];
      await one.send({ kind: 'modify', reason: 'wrong way', activate, terminate: [wrong.instance], consume: [] });
      await one.completeTask(2);
      await one.ends();
      return { 'stopped-and-moved': one };
    },
  },

  /** Two versions, with a run of its own after the change: the definition in force is carried over. */
  'migrated-and-carried': {
    diagrams: [diagram('migratedAndCarried', `${START}${task('t')}${task('u')}${END}${chain('s', 't', 'u', 'e')}`)],
    later: diagram(
      'migratedAndCarried',
      `${START}${task('t')}${timer('moment', 'PT1S')}${task('u')}${timer('later', 'PT1S')}${END}${chain('s', 't', 'moment', 'u', 'later', 'e')}`,
    ),
    live: async (hands, deployLater) => {
      const one = await hands.start('migratedAndCarried', {}, { continueEvery: 2 });
      await one.event('userTaskCreated');
      await deployLater();
      await hands.migrateAll('migratedAndCarried');
      await one.completeTask();
      await one.completeTask(1);
      await one.ends();
      return { 'migrated-and-carried': one };
    },
  },

  /** Told of another clock and of another calendar while it waits. */
  'clock-and-calendar': {
    diagrams: [
      diagram(
        'clockAndCalendar',
        `${START}${task('t')}${timer('two', 'P2D')}${END}${chain('s', 't', 'two', 'e')}
         <bpmn:boundaryEvent id="late" attachedToRef="t" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=add business days(today(), 20) - today()</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id="f" />${chain('late', 'f')}`,
      ),
    ],
    live: async (hands) => {
      const one = await hands.start('clockAndCalendar');
      await one.event('userTaskCreated');
      await hands.changeCalendar();
      const now = Date.now();
      await hands.setClock({ mode: 'factor', factor: 86_400, realAnchor: now, orgAnchor: now });
      await one.completeTask();
      await one.ends();
      return { 'clock-and-calendar': one };
    },
  },

  /** An activity's job, and steps that others wrote before Temporal knew of the case. */
  'published-and-followed': {
    diagrams: [
      diagram(
        'publishedAndFollowed',
        `${START}${task('t')}<bpmn:serviceTask id="tell">${ext('<zeebe:taskDefinition type="publish-message" /><zeebe:taskHeaders><zeebe:header key="messageName" value="told" /><zeebe:header key="correlationKey" value="me" /></zeebe:taskHeaders>')}</bpmn:serviceTask>
         <bpmn:intermediateCatchEvent id="told"><bpmn:messageEventDefinition messageRef="Told" /></bpmn:intermediateCatchEvent>${timer('moment', 'PT1S')}${END}${chain('s', 't', 'tell', 'told', 'moment', 'e')}`,
        messageDefinition('Told', 'told', 'me'),
      ),
    ],
    live: async (hands) => {
      const set = (n: number) => ({ kind: 'setVariables', variables: { n, me: 'nobody' } }) as const;
      const one = await hands.startDirectly('publishedAndFollowed', [set(1), set(2)]);
      await one.completeTask();
      const { subscription } = await one.event('messageSubscribed');
      await one.send({ kind: 'correlateMessage', subscription, messageId: 'told', variables: {} });
      await one.ends();
      return { 'published-and-followed': one };
    },
  },

  ...VERSION_3_LIVES,
};

/**
 * What of the code each kept history hangs on, by the beginning of its name: with that one place changed, its replay must fail.
 * Beside it every history fails where its activities have other names.
 */
export const CONTROLS: readonly Control[] = [
  ['two-inputs', /case ['"]correlateMessage['"]:/, "case 'correlateMessagez':"],
  ['repairs', /case ['"]resume['"]:/, "case 'resumez':"],
  ['calls', /case ['"]calledCompleted['"]:/, "case 'calledCompletedz':"],
  ['calls', /case ['"]calledFailed['"]:/, "case 'calledFailedz':"],
  ['called-failed', /if \(!run\.draft\.called\)/, 'if (true)'],
  ['execution-listeners', /if \(listener\.on !== on\) continue/, 'continue'],
  ['task-listeners', /if \(result\.denied === true && on !== ['"]creating['"] &&/, 'if (false &&'],
  ['ad-hoc', /element\.completionCondition/, 'undefined'],
  ['stopped-and-moved', /case ['"]suspend['"]:/, "case 'suspendz':"],
  ['stopped-and-moved', /case ['"]skip['"]:/, "case 'skipz':"],
  ['stopped-and-moved', /case ['"]changeTimer['"]:/, "case 'changeTimerz':"],
  ['stopped-and-moved', /case ['"]modify['"]:/, "case 'modifyz':"],
  ['migrated', /\bloadDefinition\b/g, 'loadDefinitionz'],
  ['clock-and-calendar', /(realDelay\)?)\(clock, due, /, '$1({ mode: "manual", now: 0 }, due, '],
  ['published-and-followed', /\bpublishMessage\b/g, 'publishMessagez'],
  ...VERSION_3_CONTROLS,
];
