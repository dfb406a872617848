import { STEP_TEMPLATES, type StepTemplate } from '@krok/contracts/types';
import type { Language } from '../i18n/i18n.ts';
import { addDeadline, canHaveDeadline } from './add-deadline.ts';
import { addLane, ANYBODY, hasLanes } from './add-lane.ts';
import { addReaction, isSetByReaction } from './add-reaction.ts';
import { addStep, canFollow } from './add-step.ts';
import { ensureMessage, type KnownMessage } from './messages.ts';
import { definitionsOf, own } from './moddle.ts';
import { type DiagramElement, type Injector, type ModdleElement, service } from './services.ts';

export type EntryIcon =
  | StepTemplate['icon']
  | 'wait'
  | 'event'
  | 'decide'
  | 'paid'
  | 'deadline'
  | 'reaction'
  | 'parallel'
  | 'person'
  | 'table'
  | 'stage'
  | 'lane'
  | 'call'
  | 'start'
  | 'end';

export type EntryGroup = 'contact' | 'flow' | 'decide' | 'formal' | 'frame';

/** What the palette offers; `words` are keys of the dictionary or the texts of a step template. */
export interface StepEntry {
  readonly id: string;
  readonly group: EntryGroup;
  readonly icon: EntryIcon;
  readonly template?: StepTemplate;
  build(of: Injector, names: EntryNames): DiagramElement;
  /** How a click adds it, where that is not behind the selected step; false: it does not go there. */
  add?(of: Injector, after: DiagramElement | undefined, names: EntryNames): boolean;
}

/** Names that a new element gets, in the language of the screen. */
export interface EntryNames {
  readonly language: Language;
  readonly name: string;
  /** Name of what comes with it. */
  readonly companion: string;
  /** The roles, those who do most first. */
  readonly roles: readonly string[];
}

export const entryGroups: readonly EntryGroup[] = ['contact', 'flow', 'decide', 'formal', 'frame'];

const ofTemplates: readonly StepEntry[] = STEP_TEMPLATES.map((template) => ({
  id: template.jobType,
  group: template.group,
  icon: template.icon,
  template,
  build: (of, { language }) => buildStep(of, template, language),
}));

/** Every step that a person may add without knowing BPMN. */
export const stepEntries: readonly StepEntry[] = [
  ...ofTemplates,
  { id: 'wait', group: 'flow', icon: 'wait', build: buildWait },
  {
    id: 'deadline',
    group: 'flow',
    icon: 'deadline',
    build: buildDeadline,
    add: (of, after, names) => canHaveDeadline(after) && addDeadline(of, after, buildDeadline(of, names)) !== null,
  },
  { id: 'first', group: 'flow', icon: 'event', build: plain('bpmn:EventBasedGateway') },
  {
    id: 'reaction',
    group: 'flow',
    icon: 'reaction',
    build: buildStage,
    add: (of, _after, { name }) => {
      const start = addReaction(of, { name, message: 'payment-received', interrupts: false });
      service(of, 'selection').select(start);
      service(of, 'canvas').scrollToElement(start, 120);
      return true;
    },
  },
  { id: 'event', group: 'flow', icon: 'event', build: (of, names) => buildMessage(of, names, 'promise-broken') },
  { id: 'person', group: 'decide', icon: 'person', build: buildPerson },
  {
    id: 'paid',
    group: 'decide',
    icon: 'paid',
    build: plain('bpmn:ExclusiveGateway'),
    add: addPaid,
  },
  { id: 'decide', group: 'decide', icon: 'decide', build: plain('bpmn:ExclusiveGateway') },
  { id: 'table', group: 'decide', icon: 'table', build: buildTable },
  { id: 'parallel', group: 'flow', icon: 'parallel', build: plain('bpmn:ParallelGateway', false) },
  {
    id: 'lane',
    group: 'frame',
    icon: 'lane',
    build: plain('bpmn:Participant', false),
    add: (of, after, { roles }) => {
      const lane = addLane(of, roles, after);
      service(of, 'selection').select(lane);
      return lane !== null;
    },
  },
  { id: 'stage', group: 'frame', icon: 'stage', build: buildStage },
  { id: 'call', group: 'frame', icon: 'call', build: plain('bpmn:CallActivity') },
  { id: 'start', group: 'frame', icon: 'start', build: plain('bpmn:StartEvent', false) },
  { id: 'end', group: 'frame', icon: 'end', build: plain('bpmn:EndEvent') },
];

function buildStep(of: Injector, template: StepTemplate, language: Language): DiagramElement {
  const make = maker(of);
  const headers = template.fields.flatMap(({ header, initial }) =>
    initial ? [make('zeebe:Header', { key: header, value: initial[language] })] : [],
  );
  const inputs = mapped(make, 'zeebe:Input', template.inputs);
  const outputs = mapped(make, 'zeebe:Output', template.outputs);
  const extensions = [
    make('zeebe:TaskDefinition', { type: template.jobType, retries: '3' }),
    ...(headers.length > 0 ? [make('zeebe:TaskHeaders', { values: headers })] : []),
    ...(inputs.length + outputs.length > 0
      ? [make('zeebe:IoMapping', { inputParameters: inputs, outputParameters: outputs })]
      : []),
  ];
  return shape(of, 'bpmn:ServiceTask', { name: template.name[language] }, extensions);
}

function buildWait(of: Injector, { name }: EntryNames): DiagramElement {
  const make = maker(of);
  const timeDate = make('bpmn:FormalExpression', { body: '=add business days(today(), 7)' });
  const timer = make('bpmn:TimerEventDefinition', { timeDate });
  return shape(of, 'bpmn:IntermediateCatchEvent', { name, eventDefinitions: [timer] });
}

function buildDeadline(of: Injector, { name }: EntryNames): DiagramElement {
  const make = maker(of);
  const timeDate = make('bpmn:FormalExpression', { body: '=add business days(today(), 3)' });
  const timer = make('bpmn:TimerEventDefinition', { timeDate });
  return shape(of, 'bpmn:BoundaryEvent', { name, eventDefinitions: [timer] });
}

/** The question, and what makes its answer known: the ledger tells the case of the payment. */
function addPaid(of: Injector, after: DiagramElement | undefined, { name, companion }: EntryNames): boolean {
  if (!canFollow(after)) return false;
  const made = addStep(of, after, shape(of, 'bpmn:ExclusiveGateway', { name }));
  if (!isSetByReaction(of, 'invoice-paid', 'paid')) {
    addReaction(of, { name: companion, message: 'invoice-paid', interrupts: false, sets: 'paid' });
  }
  service(of, 'selection').select(made);
  return true;
}

function buildMessage(of: Injector, { name }: EntryNames, message: KnownMessage): DiagramElement {
  const definitions = definitionsOf(service(of, 'canvas').getRootElement().businessObject);
  const definition = maker(of)('bpmn:MessageEventDefinition', {});
  definition.set('messageRef', ensureMessage(of, definitions, message));
  return shape(of, 'bpmn:IntermediateCatchEvent', { name, eventDefinitions: [definition] });
}

function buildPerson(of: Injector, { name }: EntryNames): DiagramElement {
  const make = maker(of);
  return shape(of, 'bpmn:UserTask', { name }, [
    make('zeebe:UserTask', {}),
    ...(hasLanes(of) ? [] : [make('zeebe:AssignmentDefinition', { candidateGroups: ANYBODY })]),
  ]);
}

function buildTable(of: Injector, { name }: EntryNames): DiagramElement {
  const called = maker(of)('zeebe:CalledDecision', { decisionId: '', resultVariable: 'decision' });
  return shape(of, 'bpmn:BusinessRuleTask', { name }, [called]);
}

function buildStage(of: Injector, { name }: EntryNames): DiagramElement {
  const businessObject = service(of, 'bpmnFactory').create('bpmn:SubProcess', { name });
  return service(of, 'elementFactory').createShape({ type: 'bpmn:SubProcess', businessObject, isExpanded: true });
}

function plain(type: string, named = true) {
  return (of: Injector, { name }: EntryNames): DiagramElement => shape(of, type, named ? { name } : {});
}

type Maker = (type: string, properties: Record<string, unknown>) => ModdleElement;

/** Makes moddle elements that own what they hold. */
function maker(of: Injector): Maker {
  return (type, properties) => {
    const made = service(of, 'bpmnFactory').create(type, properties);
    for (const value of Object.values(properties)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (typeof child === 'object' && child !== null && '$type' in child) own(child, made);
      }
    }
    return made;
  };
}

function mapped(make: Maker, type: string, mappings: Readonly<Record<string, string>>): ModdleElement[] {
  return Object.entries(mappings).map(([target, source]) => make(type, { source, target }));
}

function shape(
  of: Injector,
  type: string,
  properties: Record<string, unknown>,
  extensions: readonly ModdleElement[] = [],
): DiagramElement {
  const make = maker(of);
  const businessObject = make(type, {
    ...properties,
    ...(extensions.length > 0 && { extensionElements: make('bpmn:ExtensionElements', { values: [...extensions] }) }),
  });
  return service(of, 'elementFactory').createShape({ type, businessObject });
}
