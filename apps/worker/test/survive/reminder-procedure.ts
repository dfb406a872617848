import { diagram, flow, messageDefinition } from '../rig/diagrams.ts';

const email = (id: string, subject: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="send-email" />
     <zeebe:taskHeaders><zeebe:header key="subject" value="${subject}" /><zeebe:header key="body" value="Invoice {{invoice}}" /></zeebe:taskHeaders>
   </bpmn:extensionElements></bpmn:serviceTask>`;

/** Two e-mails, a timer, a message and a user task: the parts of the kill test. */
export const REMINDER = diagram(
  'reminder',
  `<bpmn:startEvent id="start" />${email('remind', 'Reminder')}
   <bpmn:eventBasedGateway id="wait" />
   <bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="Payment" /></bpmn:intermediateCatchEvent>
   <bpmn:intermediateCatchEvent id="late"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P2D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   <bpmn:userTask id="call"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
   ${email('demand', 'Demand')}<bpmn:endEvent id="settled" /><bpmn:endEvent id="demanded" />
   ${flow('f1', 'start', 'remind')}${flow('f2', 'remind', 'wait')}${flow('f3', 'wait', 'paid')}${flow('f4', 'wait', 'late')}
   ${flow('f5', 'paid', 'settled')}${flow('f6', 'late', 'call')}${flow('f7', 'call', 'demand')}${flow('f8', 'demand', 'demanded')}`,
  messageDefinition('Payment', 'payment', 'invoice'),
);
