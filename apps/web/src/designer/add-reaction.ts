import { ensureMessage, type KnownMessage, messageOf } from './messages.ts';
import { childrenOf, definitionsOf, extensionOf, own, textOf } from './moddle.ts';
import { type Box, type DiagramElement, type Injector, service } from './services.ts';

/** What happens whenever a message comes, wherever the case is. */
export interface Reaction {
  readonly name: string;
  readonly message: KnownMessage;
  /** Whether everything else stops. */
  readonly interrupts: boolean;
  /** Variable that becomes true. */
  readonly sets?: string;
}

/** Draws a reaction below everything else: its frame, its beginning and its end. */
export function addReaction(of: Injector, { name, message, interrupts, sets }: Reaction): DiagramElement {
  const factory = service(of, 'bpmnFactory');
  const elements = service(of, 'elementFactory');
  const modeling = service(of, 'modeling');
  const root = levelOf(of);
  const { x, y } = placeBelow(root);
  const frame = modeling.createShape(
    elements.createShape({
      type: 'bpmn:SubProcess',
      businessObject: factory.create('bpmn:SubProcess', { name, triggeredByEvent: true }),
      isExpanded: true,
    }),
    { x: x + 175, y: y + 100 },
    root,
  );
  const definition = factory.create('bpmn:MessageEventDefinition');
  definition.set('messageRef', ensureMessage(of, definitionsOf(root.businessObject), message));
  const start = factory.create('bpmn:StartEvent', { isInterrupting: interrupts, eventDefinitions: [definition] });
  own(definition, start);
  if (sets !== undefined) {
    const output = factory.create('zeebe:Output', { source: '=true', target: sets });
    const mapping = factory.create('zeebe:IoMapping', { inputParameters: [], outputParameters: [output] });
    const extensions = factory.create('bpmn:ExtensionElements', { values: [mapping] });
    own(output, mapping);
    own(mapping, extensions);
    own(extensions, start);
    start.set('extensionElements', extensions);
  }
  const middle = frame.y + frame.height / 2;
  const begin = modeling.createShape(
    elements.createShape({ type: 'bpmn:StartEvent', businessObject: start }),
    { x: frame.x + 60, y: middle },
    frame,
  );
  const end = modeling.createShape(
    elements.createShape({ type: 'bpmn:EndEvent', businessObject: factory.create('bpmn:EndEvent') }),
    { x: frame.x + frame.width - 60, y: middle },
    frame,
  );
  modeling.connect(begin, end);
  return begin;
}

/** Whether a reaction already sets the variable. */
export function isSetByReaction(of: Injector, message: KnownMessage, variable: string): boolean {
  const starts = service(of, 'elementRegistry').filter(({ type }) => type === 'bpmn:StartEvent');
  return starts.some(({ businessObject }) => {
    if (messageOf(businessObject).name !== message) return false;
    const outputs = childrenOf(extensionOf(businessObject, 'zeebe:IoMapping'), 'outputParameters');
    return outputs.some((each) => textOf(each, 'target') === variable);
  });
}

/** The process; in a collaboration, its first pool. */
function levelOf(of: Injector): DiagramElement {
  const root = service(of, 'canvas').getRootElement();
  return (root.children ?? []).find(({ type }) => type === 'bpmn:Participant') ?? root;
}

function placeBelow(level: DiagramElement): { readonly x: number; readonly y: number } {
  const boxes: readonly Box[] = (level.children ?? []).filter((each) => each.waypoints === undefined);
  if (boxes.length === 0) return { x: level.x + 180, y: level.y + 120 };
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: Math.min(...boxes.map(({ x }) => x)), y: bottom + 60 };
}
