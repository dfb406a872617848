/** Codes of findings about the files beside a diagram; bpmn/xml and dmn/xml declare the others. */
export const findingRules = {
  'form-unreadable': 'A form is a JSON object with an id and components.',
  'resource-twice': 'Ids of forms and of decisions are unique in a procedure.',
} as const;
