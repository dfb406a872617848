import type { ProcedureFile } from '@krok/contracts/schemas';
import { asOne } from './as-one.ts';
import { childOf, childrenOf, ensureExtension, extensionOf, own, removeExtension, textOf } from './moddle.ts';
import { type DiagramElement, type Injector, type ModdleElement, service } from './services.ts';

/** How a task names a form of its own diagram (Camunda 8). */
const KEY = 'camunda-forms:bpmn:';

/** Forms that stand in the diagram itself (`zeebe:userTaskForm`), as files under their ids. */
export function embeddedForms(of: Injector): readonly ProcedureFile[] {
  return drawn(of).flatMap((element) =>
    formsOf(element).map((form) => ({
      kind: 'form' as const,
      name: textOf(form, 'id'),
      content: textOf(form, 'body'),
    })),
  );
}

export function writeEmbeddedForm(of: Injector, id: string, content: string): void {
  for (const element of drawn(of)) {
    const form = formsOf(element).find((each) => textOf(each, 'id') === id);
    if (form) service(of, 'modeling').updateModdleProperties(element, form, { body: content });
  }
}

export function removeEmbeddedForm(of: Injector, id: string): void {
  for (const element of drawn(of)) {
    const holder = childOf(processOf(element), 'extensionElements');
    const kept = childrenOf(holder, 'values').filter((each) => !isForm(each) || textOf(each, 'id') !== id);
    if (holder && kept.length < childrenOf(holder, 'values').length)
      service(of, 'modeling').updateModdleProperties(element, holder, { values: kept });
  }
}

/** Puts a form into the diagram, under this id; tasks that show it go on showing it. */
export function embedForm(of: Injector, id: string, content: string): void {
  const [element] = drawn(of);
  if (!element) return;
  const modeling = service(of, 'modeling');
  const factory = service(of, 'bpmnFactory');
  const process = processOf(element);
  const form = factory.create('zeebe:UserTaskForm', { id, body: content });
  const former = childOf(process, 'extensionElements');
  const holder = former ?? factory.create('bpmn:ExtensionElements', { values: [] });
  own(form, holder);
  own(holder, process);
  if (!former) modeling.updateModdleProperties(element, process, { extensionElements: holder });
  modeling.updateModdleProperties(element, holder, { values: [...childrenOf(holder, 'values'), form] });
  for (const task of service(of, 'elementRegistry').filter(({ type }) => type === 'bpmn:UserTask')) {
    if (formShown(task.businessObject) === id) showForm(of, task, id, true);
  }
}

/**
 * Lets a task show this form. In Camunda 8 a form of the diagram belongs to tasks without `zeebe:userTask`, any other to
 * those with it; here both are the same.
 */
export function showForm(of: Injector, task: DiagramElement, id: string, embedded: boolean): void {
  asOne(of, () => {
    if (embedded) removeExtension(of, task, 'zeebe:UserTask');
    const definition = ensureExtension(of, task, 'zeebe:FormDefinition');
    service(of, 'modeling').updateModdleProperties(
      task,
      definition,
      embedded ? { formKey: `${KEY}${id}` } : { formId: id, bindingType: 'deployment' },
    );
    if (!embedded) ensureExtension(of, task, 'zeebe:UserTask');
  });
}

/** Id of the form that a task shows; empty for none. */
export function formShown(task: ModdleElement): string {
  const definition = extensionOf(task, 'zeebe:FormDefinition');
  const key = textOf(definition, 'formKey');
  return key.startsWith(KEY) ? key.slice(KEY.length) : textOf(definition, 'formId');
}

/** The process, or each pool that holds one. */
function drawn(of: Injector): readonly DiagramElement[] {
  const root = service(of, 'canvas').getRootElement();
  return root.type === 'bpmn:Process'
    ? [root]
    : (root.children ?? []).filter(({ type }) => type === 'bpmn:Participant');
}

function processOf({ type, businessObject }: DiagramElement): ModdleElement {
  return type === 'bpmn:Participant' ? (childOf(businessObject, 'processRef') ?? businessObject) : businessObject;
}

function formsOf(element: DiagramElement): readonly ModdleElement[] {
  return childrenOf(childOf(processOf(element), 'extensionElements'), 'values').filter(isForm);
}

function isForm({ $type }: ModdleElement): boolean {
  return $type === 'zeebe:UserTaskForm';
}
