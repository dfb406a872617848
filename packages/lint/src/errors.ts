/** Every code of a rule of this room, with what it demands. Codes are stable; texts are not. */
export const lintRules = {
  'element-unreachable': 'Every element can be reached from a start.',
  'element-dead': 'Every element is reached in some run.',
  'gateway-without-default': 'A gateway whose flows all have conditions has a default flow.',
  'variable-never-set': 'A variable that an expression reads is set before.',
  'timer-in-the-past': 'A fixed date lies in the future.',
  'cycle-too-short': 'A timer repeats after a minute or more.',
  'start-rule-property': 'The properties of a process that say when it starts can be read.',
  'start-without-value': 'The name or time of a start has a value before there is a case.',
  'name-twice': 'Elements of one level have different names.',
  'form-missing-for-task': 'A user task has a form.',
  'job-type-unknown': 'A job type is in the catalogue.',
  'construct-ignored': 'A file holds only what has an effect.',
  'beyond-camunda': 'A diagram that is to run in Camunda 8 as well uses only what runs there.',
  'correlation-key-fixed': 'A correlation key depends on the case.',
  'loop-without-wait': 'Every cycle of flows waits somewhere.',
  'event-loop-without-wait': 'No event brings the case back to itself without a wait.',
  'error-not-caught': 'A thrown error is caught.',
  'model-deadlock': 'Every run can end: none stops for ever.',
  'model-livelock': 'Every run can end: none goes on for ever.',
  'improper-completion': 'No run reaches an end event twice.',
  'flow-unsafe': 'No sequence flow holds two tokens at once.',
  'message-left': 'No message is left when all have ended.',
  'soundness-unknown': 'A model is small enough to be explored.',
} as const;

export type LintRule = keyof typeof lintRules;
