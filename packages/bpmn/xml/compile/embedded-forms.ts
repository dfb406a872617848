import type { Diagram } from '../diagram/diagram.ts';
import { extensionsOf, idOf, textOf } from '../moddle/moddle-element.ts';

/** A form that stands in the diagram itself (`zeebe:userTaskForm`). */
export interface EmbeddedForm {
  readonly id: string;
  /** JSON, unread. */
  readonly content: string;
}

/** How a `formKey` names a form of the same diagram (Camunda 8). */
const EMBEDDED = 'camunda-forms:bpmn:';

export function embeddedForms({ processes }: Diagram): readonly EmbeddedForm[] {
  return processes
    .filter(({ executable }) => executable)
    .flatMap(({ element }) => extensionsOf(element))
    .flatMap((extension) => {
      const id = extension.$type === 'zeebe:UserTaskForm' ? idOf(extension) : undefined;
      return id === undefined ? [] : [{ id, content: textOf(extension, 'body') ?? '' }];
    });
}

/** Id of the diagram's own form that a key names; absent for another key, or where there is no such form. */
export function embeddedFormId(diagram: Diagram, formKey: string | undefined): string | undefined {
  const id = formKey?.startsWith(EMBEDDED) ? formKey.slice(EMBEDDED.length) : undefined;
  return embeddedForms(diagram).find((form) => form.id === id)?.id;
}
