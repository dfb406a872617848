import type { ProcedureFile } from '@krok/contracts/schemas';

/** Ids under which a diagram may ask for the forms or decisions of its procedure. */
export function resourceIds(files: readonly ProcedureFile[], kind: 'form' | 'dmn'): readonly string[] {
  return files
    .filter((file) => file.kind === kind)
    .flatMap(({ content }) => (kind === 'form' ? formId(content) : decisionIds(content)));
}

function formId(content: string): string[] {
  try {
    const form: unknown = JSON.parse(content);
    return typeof form === 'object' && form !== null && 'id' in form && typeof form.id === 'string' ? [form.id] : [];
  } catch {
    return [];
  }
}

function decisionIds(xml: string): string[] {
  const read = new DOMParser().parseFromString(xml, 'application/xml');
  return [...read.getElementsByTagNameNS('*', 'decision')].flatMap((each) => each.getAttribute('id') ?? []);
}
