import { extensionOf } from '../../../designer/moddle.ts';
import { messageHolder } from '../../../designer/messages.ts';
import type { DiagramElement } from '../../../designer/services.ts';
import { timerOf } from '../../../designer/timer.ts';

export type ElementKind =
  | 'procedure'
  | 'start'
  | 'end'
  | 'wait'
  | 'event'
  | 'person'
  | 'table'
  | 'automatic'
  | 'call'
  | 'stage'
  | 'reaction'
  | 'lane'
  | 'decide'
  | 'parallel'
  | 'gateway'
  | 'flow'
  | 'note'
  | 'step'
  | 'other';

/** What an element is to somebody who does not know BPMN. */
export function kindOf({ type, businessObject }: DiagramElement): ElementKind {
  if (type === 'bpmn:Process' || type === 'bpmn:Collaboration' || type === 'bpmn:Participant') return 'procedure';
  if (timerOf(businessObject)) return 'wait';
  if (type !== 'bpmn:StartEvent' && messageHolder(businessObject)) return 'event';
  if (type === 'bpmn:SubProcess') return businessObject.get('triggeredByEvent') === true ? 'reaction' : 'stage';
  if (type === 'bpmn:BusinessRuleTask')
    return extensionOf(businessObject, 'zeebe:CalledDecision') ? 'table' : 'automatic';
  return kinds[type] ?? (type.endsWith('Event') ? 'event' : 'other');
}

const kinds: Readonly<Record<string, ElementKind>> = {
  'bpmn:Task': 'step',
  'bpmn:ManualTask': 'step',
  'bpmn:StartEvent': 'start',
  'bpmn:EndEvent': 'end',
  'bpmn:UserTask': 'person',
  'bpmn:ServiceTask': 'automatic',
  'bpmn:SendTask': 'automatic',
  'bpmn:ScriptTask': 'automatic',
  'bpmn:CallActivity': 'call',
  'bpmn:Transaction': 'stage',
  'bpmn:AdHocSubProcess': 'stage',
  'bpmn:ExclusiveGateway': 'decide',
  'bpmn:ParallelGateway': 'parallel',
  'bpmn:InclusiveGateway': 'gateway',
  'bpmn:EventBasedGateway': 'gateway',
  'bpmn:ComplexGateway': 'gateway',
  'bpmn:Lane': 'lane',
  'bpmn:SequenceFlow': 'flow',
  'bpmn:TextAnnotation': 'note',
};
