import type { BundleWithActs, Store } from '@krok/store';
import { z } from 'zod';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { formFields, type FormField } from '../forms/form-fields.ts';

const formSchema = z.record(z.string(), z.unknown());

export interface WorkForm {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly fields: readonly FormField[];
}

/** The form that the step names, as it was published: with the case's own version where the diagram binds it so. */
export async function workForm(
  store: Store,
  executables: ExecutableCache,
  { organisationId, acts }: BundleWithActs,
): Promise<WorkForm | null> {
  const [act] = acts;
  if (act === undefined) return null;
  const linked = await executables.linked(act.executableHash);
  const element = linked.executable.elements[act.element];
  if (element?.type !== 'userTask' || element.form?.formId === undefined) return null;
  const { formId, bindingType } = element.form;
  const { deploymentId } = await store.cases.read(act.caseId);
  const found = await store.deployments.resource({
    organisationId,
    kind: 'form',
    resourceId: formId,
    ...(bindingType === 'deployment' && { deploymentId }),
  });
  const schema = found === null ? null : parsed(found.content);
  return schema && { schema, fields: formFields(schema) };
}

/** What the form's fields begin with. */
export function formData({ fields }: WorkForm, variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap(({ key }) => (key in variables ? [[key, variables[key]]] : [])));
}

function parsed(content: string): Readonly<Record<string, unknown>> | null {
  try {
    return formSchema.safeParse(JSON.parse(content)).data ?? null;
  } catch {
    return null;
  }
}
