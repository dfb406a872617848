/** Codes of findings about the files beside a diagram; bpmn/xml and dmn/xml declare the others. */
export const findingRules = {
  'decision-missing': 'What a business rule task decides by is published with its diagram, or before it.',
  'form-unreadable': 'A form is a JSON object with an id and components.',
  'resource-twice': 'Ids of forms and of decisions are unique in a procedure.',
} as const;
