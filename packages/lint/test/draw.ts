import { compileDiagram, type DiagramModel } from '@krok/bpmn/xml';

const TYPES: Readonly<Record<string, string>> = {
  start: 'startEvent',
  end: 'endEvent',
  task: 'task',
  user: 'userTask',
  service: 'serviceTask',
  receive: 'receiveTask',
  send: 'sendTask',
  call: 'callActivity',
  xor: 'exclusiveGateway',
  and: 'parallelGateway',
  or: 'inclusiveGateway',
  event: 'eventBasedGateway',
  complex: 'complexGateway',
  throw: 'intermediateThrowEvent',
  catch: 'intermediateCatchEvent',
  sub: 'subProcess',
  handler: 'subProcess',
  transaction: 'transaction',
};

/**
 * One level of a diagram. Nodes: `id=type`, `id=end:terminate` (an event definition), `id=user@host` (a boundary event
 * `id=!timer@host`, not interrupting `id=?timer@host`). Starting cases: `id=receive!:order`, `id=event!`, `id=event!all`.
 * Flows: `a-b`, chained `a-b-c`. `inside`: content by node id.
 */
export function level(nodes: string, flows: string, inside: Readonly<Record<string, string>> = {}): string {
  return `${words(nodes)
    .map((each) => node(each, inside))
    .join('')}${words(flows).flatMap(chain).join('')}`;
}

export function file(processes: Readonly<Record<string, string>>, messages = ''): string {
  const pools = Object.keys(processes).map((id) => `<participant id="pool-${id}" processRef="${id}"/>`);
  const flows = words(messages).map((each) => {
    const [source = '', target = ''] = each.split('-');
    return `<messageFlow id="m-${each}" sourceRef="${source}" targetRef="${target}"/>`;
  });
  const bodies = Object.entries(processes).map(
    ([id, body]) => `<process id="${id}" isExecutable="true">${body}</process>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<message id="order" name="order"><extensionElements><zeebe:subscription correlationKey="= no"/></extensionElements></message><message id="payment" name="payment"><extensionElements><zeebe:subscription correlationKey="= no"/></extensionElements></message>
<message id="byData" name="= which"><extensionElements><zeebe:subscription correlationKey="= no"/></extensionElements></message>
<error id="err" errorCode="E"/><escalation id="esc" escalationCode="X"/><signal id="sig" name="S"/>
<collaboration id="pools">${pools.join('')}${flows.join('')}</collaboration>${bodies.join('')}</definitions>`;
}

export async function modelOf(xml: string): Promise<DiagramModel> {
  const { model, compiled } = await compileDiagram(xml);
  if (model === null) throw new Error(JSON.stringify(compiled.findings));
  return model;
}

function node(text: string, inside: Readonly<Record<string, string>>): string {
  const [id = '', rest = ''] = text.split('=');
  const [kind = '', host] = rest.split('@');
  if (host !== undefined) {
    const compensates = kind.endsWith('compensate');
    const cancel = compensates ? '' : ` cancelActivity="${kind.startsWith('!')}"`;
    return `<boundaryEvent id="${id}" attachedToRef="${host}"${cancel}>${definition(kind.slice(1))}</boundaryEvent>`;
  }
  const [base = '', event] = kind.split(':');
  const type = TYPES[base.replace(/[?!].*$/, '')] ?? base;
  const isTask = type.endsWith('Task');
  const content = `${inside[id] ?? ''}${event === undefined || isMessage(event, isTask) ? '' : definition(event)}`;
  const reference = event !== undefined && isMessage(event, isTask) ? ` messageRef="${event}"` : '';
  const forCompensation = event === 'undo' ? ' isForCompensation="true"' : '';
  return `<${type} id="${id}"${attributesOf(base, event)}${forCompensation}${reference}>${content}</${type}>`;
}

function attributesOf(base: string, event: string | undefined): string {
  const all = event === 'both' ? ' parallelMultiple="true"' : '';
  if (base === 'handler') return ' triggeredByEvent="true"';
  if (base === 'start?') return ` isInterrupting="false"${all}`;
  if (base.endsWith('!all')) return ' instantiate="true" eventGatewayType="Parallel"';
  return base.endsWith('!') ? ' instantiate="true"' : all;
}

function isMessage(event: string, isTask: boolean): boolean {
  return isTask && ['order', 'payment', 'byData'].includes(event);
}

function definition(event: string): string {
  switch (event) {
    case 'timer':
      return '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
    case 'cycle':
      return '<timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition>';
    case 'date':
      return '<timerEventDefinition><timeDate>2030-01-01T09:00:00Z</timeDate></timerEventDefinition>';
    case 'cron':
      return '<timerEventDefinition><timeCycle>0 0 9 * * MON</timeCycle></timerEventDefinition>';
    case 'order':
    case 'payment':
    case 'byData':
      return `<messageEventDefinition messageRef="${event}"/>`;
    case 'either':
    case 'both':
      return `${definition('order')}${definition('signal')}`;
    case 'error':
      return '<errorEventDefinition errorRef="err"/>';
    case 'escalation':
      return '<escalationEventDefinition escalationRef="esc"/>';
    case 'signal':
      return '<signalEventDefinition signalRef="sig"/>';
    case 'condition':
      return '<conditionalEventDefinition><condition>= x</condition></conditionalEventDefinition>';
    case 'link':
      return '<linkEventDefinition name="L"/>';
    case 'undo':
      return '';
    case 'many':
      return '<multiInstanceLoopCharacteristics/>';
    case 'again':
      return '<standardLoopCharacteristics loopMaximum="3"/>';
    default:
      return `<${event}EventDefinition/>`;
  }
}

function chain(text: string): readonly string[] {
  const ids = text.split('-');
  return ids.slice(1).map((to, at) => `<sequenceFlow id="${ids[at]}-${to}" sourceRef="${ids[at]}" targetRef="${to}"/>`);
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
