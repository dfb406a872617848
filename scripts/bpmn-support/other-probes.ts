import { between, flow } from './event-probes.ts';

/** What is no element or event of its own but a trait, with the feature that shows it where there is one. */
export const traits: readonly { readonly name: string; readonly feature: string }[] = [
  { name: 'multi-instance, parallel and sequential', feature: 'multi-instance' },
  { name: 'multi-instance `behavior` None, One, Complex', feature: 'multi-instance-events' },
  { name: 'standard loop', feature: 'standard-loop' },
  { name: '`startQuantity`, `completionQuantity`', feature: 'token-quantity' },
  { name: 'compensation handler', feature: 'compensation-handler' },
  { name: 'conditional flow out of an activity', feature: 'conditional-flow' },
  { name: 'activation condition of a complex gateway', feature: 'complex-activation' },
  { name: 'instantiating receive task', feature: 'instantiating-receive-task' },
  { name: 'instantiating event-based gateway', feature: 'instantiating-event-gateway' },
  { name: 'variable filter of a conditional event', feature: 'condition-filter' },
  { name: 'output collection of an ad-hoc sub-process', feature: 'ad-hoc-output' },
  { name: 'execution listeners', feature: 'execution-listener' },
  { name: 'task listeners: creating, assigning, updating, completing, canceling', feature: 'task-listener' },
];

const signal = '<bpmn:signalEventDefinition signalRef="sig"/>';
const eventsBehind = ['a', 'b']
  .map(
    (id) =>
      `<bpmn:intermediateCatchEvent id="${id}">${signal}</bpmn:intermediateCatchEvent>${flow('it', id)}${flow(id, 'e')}`,
  )
  .join('')
  .concat('<bpmn:endEvent id="e"/>');

/** Parts of BPMN and of the zeebe vocabulary that the executable form has no place for. */
export const others: readonly {
  readonly name: string;
  readonly content: string;
  /** What it does where that is outside the executable form's own elements. */
  readonly effect?: string;
}[] = [
  {
    name: 'lanes',
    effect: 'a user task that names nobody is for the group that its innermost lane is named after',
    content: `<bpmn:laneSet id="ls"><bpmn:lane id="l" name="L"/></bpmn:laneSet>${between('<bpmn:task id="it"/>')}`,
  },
  {
    name: 'data objects',
    content: `<bpmn:dataObject id="do"/><bpmn:dataObjectReference id="dr" dataObjectRef="do"/>${between('<bpmn:task id="it"/>')}`,
  },
  {
    name: 'text annotations and groups',
    content: `${between('<bpmn:task id="it"/>')}<bpmn:textAnnotation id="t"><bpmn:text>T</bpmn:text></bpmn:textAnnotation><bpmn:group id="g"/>`,
  },
  { name: 'choreography task', content: between('<bpmn:choreographyTask id="it"/>') },
  {
    name: 'parallel event-based gateway with anything but messages behind it',
    content: `<bpmn:eventBasedGateway id="it" instantiate="true" eventGatewayType="Parallel"/>${eventsBehind}`,
  },
  {
    name: '`zeebe:taskListener` for anything else',
    content: task('<zeebe:taskListeners><zeebe:taskListener eventType="delegating" type="l"/></zeebe:taskListeners>'),
  },
  {
    name: '`zeebe:linkedResources`',
    content: task('<zeebe:linkedResources><zeebe:linkedResource resourceId="r"/></zeebe:linkedResources>'),
  },
  {
    name: 'business id of a called process',
    content: between(
      '<bpmn:callActivity id="it"><bpmn:extensionElements><zeebe:calledElement processId="q" businessId="= x"/></bpmn:extensionElements></bpmn:callActivity>',
    ),
  },
  {
    name: 'form by `formKey` (task listeners find the key among their headers)',
    content: task('<zeebe:formDefinition formKey="https://forms.example.com/1"/>'),
  },
  {
    name: 'form by `externalReference`',
    content: task('<zeebe:userTask/><zeebe:formDefinition externalReference="https://forms.example.com/1"/>'),
  },
  {
    name: 'form in the diagram (`zeebe:userTaskForm`)',
    effect: 'published with the diagram, under the id of its element',
    content: `<bpmn:extensionElements><zeebe:userTaskForm id="f">{}</zeebe:userTaskForm></bpmn:extensionElements>${task('<zeebe:formDefinition formKey="camunda-forms:bpmn:f"/>')}`,
  },
  {
    name: 'job priority',
    content: between(
      '<bpmn:serviceTask id="it"><bpmn:extensionElements><zeebe:taskDefinition type="j"/><zeebe:jobPriorityDefinition priority="80"/></bpmn:extensionElements></bpmn:serviceTask>',
    ),
  },
  {
    name: 'ad-hoc sub-process driven by a job',
    effect: 'the worker of the job chooses the activities and the end, at the beginning and after each path',
    content: between(
      '<bpmn:adHocSubProcess id="it"><bpmn:extensionElements><zeebe:taskDefinition type="j"/></bpmn:extensionElements><bpmn:task id="a"/></bpmn:adHocSubProcess>',
    ),
  },
];

function task(extension: string): string {
  return between(
    `<bpmn:userTask id="it"><bpmn:extensionElements>${extension}</bpmn:extensionElements></bpmn:userTask>`,
  );
}
