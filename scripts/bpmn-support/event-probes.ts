import type { EventPlace } from '@krok/bpmn/xml';

/** Places where an event may interrupt or not. */
export const placesOfBoth: readonly EventPlace[] = ['boundary', 'event-sub-process-start'];

export const eventPlaces: readonly EventPlace[] = [
  'start',
  'event-sub-process-start',
  'catch',
  'boundary',
  'throw',
  'end',
];

export const eventKinds = [
  'none',
  'message',
  'timer',
  'signal',
  'error',
  'escalation',
  'conditional',
  'compensation',
  'link',
  'terminate',
  'cancel',
  'multiple',
  'parallelMultiple',
] as const;

export type EventKind = (typeof eventKinds)[number];

/** A process in which this event stands in this place; everything else about it is right. */
export function eventProbe(place: EventPlace, kind: EventKind, interrupting: boolean): string {
  switch (place) {
    case 'start':
      return `<bpmn:startEvent id="it"${parallel(kind)}>${caught(kind)}</bpmn:startEvent><bpmn:endEvent id="e"/>${flow('it', 'e')}`;
    case 'event-sub-process-start': {
      const start = `<bpmn:startEvent id="it" isInterrupting="${interrupting}"${parallel(kind)}>${caught(kind)}</bpmn:startEvent>`;
      const handler = `<bpmn:subProcess id="es" triggeredByEvent="true">${start}<bpmn:endEvent id="ee"/>${flow('it', 'ee')}</bpmn:subProcess>`;
      return `<bpmn:startEvent id="s"/><bpmn:subProcess id="in">${working('')}${handler}</bpmn:subProcess>${ending(kind)}${flow('s', 'in')}${flow('in', 'e')}`;
    }
    case 'end': {
      const end = `<bpmn:startEvent id="s"/><bpmn:endEvent id="it">${thrown(kind)}</bpmn:endEvent>${flow('s', 'it')}`;
      if (kind !== 'cancel') return end;
      return `<bpmn:startEvent id="os"/><bpmn:transaction id="tx">${end}</bpmn:transaction>${cancelled}<bpmn:endEvent id="e"/>${flow('os', 'tx')}${flow('tx', 'e')}${flow('c', 'e')}`;
    }
    case 'throw':
      if (kind === 'link') return links;
      return between(`<bpmn:intermediateThrowEvent id="it">${thrown(kind)}</bpmn:intermediateThrowEvent>`);
    case 'catch':
      if (kind === 'link') return links;
      return between(
        `<bpmn:intermediateCatchEvent id="it"${parallel(kind)}>${caught(kind)}</bpmn:intermediateCatchEvent>`,
      );
    case 'boundary':
      return boundary(kind, interrupting);
  }
}

/** A whole file around the content of its one process. */
export function fileOf(content: string): string {
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="urn:krok:probe"><bpmn:message id="m" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="= k"/></bpmn:extensionElements></bpmn:message><bpmn:signal id="sig" name="sig"/><bpmn:error id="err" errorCode="E"/><bpmn:escalation id="esc" escalationCode="E"/><bpmn:process id="p" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`;
}

export function flow(source: string, target: string): string {
  return `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}"/>`;
}

/** A start, the element with the id `it`, an end. */
export function between(element: string): string {
  return `<bpmn:startEvent id="s"/>${element}<bpmn:endEvent id="e"/>${flow('s', 'it')}${flow('it', 'e')}`;
}

const job = '<bpmn:extensionElements><zeebe:taskDefinition type="j"/></bpmn:extensionElements>';
const cancelled = '<bpmn:boundaryEvent id="c" attachedToRef="tx"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>';
const links = `<bpmn:startEvent id="s"/><bpmn:intermediateThrowEvent id="out"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id="it"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateCatchEvent><bpmn:endEvent id="e"/>${flow('s', 'out')}${flow('it', 'e')}`;

const definitions: Readonly<Record<EventKind, string>> = {
  none: '',
  message: '<bpmn:messageEventDefinition messageRef="m"/>',
  timer:
    '<bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">2030-01-01T00:00:00Z</bpmn:timeDate></bpmn:timerEventDefinition>',
  signal: '<bpmn:signalEventDefinition signalRef="sig"/>',
  error: '<bpmn:errorEventDefinition errorRef="err"/>',
  escalation: '<bpmn:escalationEventDefinition escalationRef="esc"/>',
  conditional:
    '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">= x</bpmn:condition></bpmn:conditionalEventDefinition>',
  compensation: '<bpmn:compensateEventDefinition/>',
  link: '<bpmn:linkEventDefinition name="L"/>',
  terminate: '<bpmn:terminateEventDefinition/>',
  cancel: '<bpmn:cancelEventDefinition/>',
  multiple: '',
  parallelMultiple: '',
};

function caught(kind: EventKind): string {
  const several = kind === 'multiple' || kind === 'parallelMultiple';
  return several ? `${definitions.message}${definitions.signal}` : definitions[kind];
}

function thrown(kind: EventKind): string {
  if (kind === 'message') return `${job}${definitions.message}`;
  if (kind === 'multiple' || kind === 'parallelMultiple') return `${definitions.escalation}${definitions.signal}`;
  return definitions[kind];
}

function parallel(kind: EventKind): string {
  return kind === 'parallelMultiple' ? ' parallelMultiple="true"' : '';
}

function boundary(kind: EventKind, interrupting: boolean): string {
  const host = kind === 'cancel' ? 'transaction' : 'subProcess';
  const inside = working(kind === 'cancel' ? definitions.cancel : '');
  const event = `<bpmn:boundaryEvent id="it" attachedToRef="tx" cancelActivity="${interrupting}"${parallel(kind)}>${caught(kind)}</bpmn:boundaryEvent>`;
  const handler =
    '<bpmn:task id="undo" isForCompensation="true"/><bpmn:association id="a" associationDirection="One" sourceRef="it" targetRef="undo"/>';
  const way = kind === 'compensation' ? handler : flow('it', 'e');
  return `<bpmn:startEvent id="s"/><bpmn:${host} id="tx">${inside}</bpmn:${host}>${event}${ending(kind)}${flow('s', 'tx')}${flow('tx', 'e')}${way}`;
}

/** Content of a scope that is at work until its job is done. */
function working(end: string): string {
  return `<bpmn:startEvent id="is"/><bpmn:serviceTask id="w">${job}</bpmn:serviceTask><bpmn:endEvent id="ie">${end}</bpmn:endEvent>${flow('is', 'w')}${flow('w', 'ie')}`;
}

/** The end of the process, which compensates where compensation is what is caught. */
function ending(kind: EventKind): string {
  return `<bpmn:endEvent id="e">${kind === 'compensation' ? definitions.compensation : ''}</bpmn:endEvent>`;
}
