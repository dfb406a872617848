import type { StepField, StepTemplate, Words } from './step-template.ts';
import { STEP_TEMPLATES } from './step-templates.ts';

/** A property of an element template: the JSON that the bpmn.io modelers read. */
export interface ElementTemplateProperty {
  readonly type: 'Hidden' | 'String' | 'Text' | 'Dropdown';
  readonly label?: string;
  readonly description?: string;
  readonly value?: string;
  readonly binding: Readonly<Record<string, string>>;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly constraints?: { readonly notEmpty: true };
}

export interface ElementTemplate {
  readonly $schema: string;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly appliesTo: readonly string[];
  readonly elementType: { readonly value: string };
  readonly properties: readonly ElementTemplateProperty[];
}

const schema = 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json';

/** The steps as element templates, for the expert's panel and for other modelers of the Camunda 8 family. */
export function elementTemplates(language: keyof Words): readonly ElementTemplate[] {
  return STEP_TEMPLATES.map((template) => ({
    $schema: schema,
    id: `krok.${template.jobType}`,
    name: template.name[language],
    description: template.hint[language],
    version: 1,
    appliesTo: ['bpmn:Task'],
    elementType: { value: 'bpmn:ServiceTask' },
    properties: propertiesOf(template, language),
  }));
}

function propertiesOf(
  { jobType, fields, inputs, outputs }: StepTemplate,
  language: keyof Words,
): ElementTemplateProperty[] {
  return [
    { type: 'Hidden', value: jobType, binding: { type: 'zeebe:taskDefinition', property: 'type' } },
    ...fields.map((field) => headerProperty(field, language)),
    ...Object.entries(inputs).map(
      ([name, value]): ElementTemplateProperty => ({ type: 'Hidden', value, binding: { type: 'zeebe:input', name } }),
    ),
    ...Object.entries(outputs).map(
      ([value, source]): ElementTemplateProperty => ({
        type: 'Hidden',
        value,
        binding: { type: 'zeebe:output', source },
      }),
    ),
  ];
}

function headerProperty(
  { header, control, label, hint, initial, required }: StepField,
  language: keyof Words,
): ElementTemplateProperty {
  return {
    type: control.kind === 'choice' ? 'Dropdown' : control.kind === 'prose' ? 'Text' : 'String',
    label: label[language],
    binding: { type: 'zeebe:taskHeader', key: header },
    ...(hint && { description: hint[language] }),
    ...(initial && { value: initial[language] }),
    ...(required && { constraints: { notEmpty: true } }),
    ...(control.kind === 'choice' && {
      choices: control.options.map(({ value, name }) => ({ name: name[language], value })),
    }),
  };
}
