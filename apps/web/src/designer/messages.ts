import { childOf, childrenOf, definitionsOf, eventDefinitionOf, extensionOf, own, textOf } from './moddle.ts';
import { type DiagramElement, type Injector, type ModdleElement, service } from './services.ts';

/** What Krok tells a case about its invoice; the key of each is the invoice's id. */
export const knownMessages = [
  'invoice-paid',
  'payment-received',
  'invoice-reopened',
  'invoice-corrected',
  'invoice-disputed',
  'dispute-closed',
  'hold-set',
  'hold-ended',
  'promise-made',
  'promise-kept',
  'promise-broken',
  'plan-agreed',
  'plan-broken',
  'plan-cancelled',
  'court-answered',
  'register-answered',
] as const;
export type KnownMessage = (typeof knownMessages)[number];

/** The element that refers to a message: its event definition, or the receive task itself; undefined for another. */
export function messageHolder(element: ModdleElement): ModdleElement | undefined {
  if (element.$type === 'bpmn:ReceiveTask') return element;
  const catches = ['bpmn:IntermediateCatchEvent', 'bpmn:BoundaryEvent', 'bpmn:StartEvent'].includes(element.$type);
  return catches ? eventDefinitionOf(element, 'bpmn:MessageEventDefinition') : undefined;
}

export function messageOf(element: ModdleElement): { readonly name: string; readonly key: string } {
  const message = childOf(messageHolder(element), 'messageRef');
  const subscription = message && extensionOf(message, 'zeebe:Subscription');
  return { name: textOf(message, 'name'), key: textOf(subscription, 'correlationKey') };
}

/** Lets an element wait for a message of this name: that of the file, made where there is none. */
export function setMessage(of: Injector, element: DiagramElement, name: string): void {
  const holder = messageHolder(element.businessObject);
  if (!holder) return;
  const message = ensureMessage(of, definitionsOf(element.businessObject), name);
  service(of, 'modeling').updateModdleProperties(element, holder, { messageRef: message });
}

/** Adds the message to the definitions where it is missing. What is unused there harms nobody. */
export function ensureMessage(of: Injector, definitions: ModdleElement, name: string): ModdleElement {
  const roots = childrenOf(definitions, 'rootElements');
  const found = roots.find((each) => each.$type === 'bpmn:Message' && each.get('name') === name);
  if (found) return found;
  const factory = service(of, 'bpmnFactory');
  const subscription = factory.create('zeebe:Subscription', { correlationKey: '=invoiceId' });
  const extensionElements = factory.create('bpmn:ExtensionElements', { values: [subscription] });
  const message = factory.create('bpmn:Message', { name, extensionElements });
  own(subscription, extensionElements);
  own(extensionElements, message);
  own(message, definitions);
  definitions.set('rootElements', [...roots, message]);
  return message;
}
