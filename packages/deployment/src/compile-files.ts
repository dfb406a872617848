import type { EmbeddedForm } from '@krok/bpmn/xml';
import type { ExecutableDecisions } from '@krok/dmn/executable';
import { compileDmn } from '@krok/dmn/xml';
import type { DeploymentFile } from '@krok/store';
import type { findingRules } from './errors.ts';
import type { ProcedureFinding } from './procedure-finding.ts';

/** A form or decision table as a person keeps it beside a diagram. */
export interface SourceFile {
  readonly kind: 'form' | 'dmn';
  readonly name: string;
  readonly content: string;
}

/**
 * Checks forms and decision tables and names the ids under which a diagram asks for them. The decision tables of one
 * procedure may import each other. Any text is answered with findings.
 */
export async function compileFiles(sources: readonly SourceFile[]): Promise<CompiledFiles> {
  const findings: ProcedureFinding[] = [];
  const files: DeploymentFile[] = [];
  const decisions: ExecutableDecisions[] = [];
  for (const source of sources) {
    const checked = source.kind === 'form' ? formOf(source) : await decisionsOf(source, sources);
    findings.push(...checked.findings.map((each) => ({ ...each, file: source.name })));
    files.push({ ...source, resourceIds: checked.resourceIds });
    if (checked.decisions !== undefined) decisions.push(checked.decisions);
  }
  return { files, decisions, findings: [...findings, ...repeated(files)] };
}

/**
 * The forms of the diagram itself, under the ids by which its tasks name them. One that stands beside the diagram under
 * that id, as after a copy of a published version, is the one that counts.
 */
export function filesWithin(
  forms: readonly EmbeddedForm[],
  beside: readonly DeploymentFile[],
): Pick<CompiledFiles, 'files' | 'findings'> {
  const isBeside = (id: string): boolean =>
    beside.some(({ kind, resourceIds }) => kind === 'form' && resourceIds.includes(id));
  const checked = forms
    .filter(({ id }) => !isBeside(id))
    .map(({ id, content }) => ({ kind: 'form' as const, name: `${id}.form`, content: named(content, id) }))
    .map((file) => ({ file, ...formOf(file) }));
  return {
    files: checked.map(({ file, resourceIds }) => ({ ...file, resourceIds })),
    findings: checked.flatMap(({ file, findings }) => findings.map((each) => ({ ...each, file: file.name }))),
  };
}

/** A form in a diagram is known by the id of its element, whatever the form says of itself. */
function named(content: string, id: string): string {
  const form = parsed(content);
  return typeof form === 'object' && form !== null ? JSON.stringify({ ...form, id }) : content;
}

export interface CompiledFiles {
  readonly files: readonly DeploymentFile[];
  /** The decision tables that compile, in the order of their files. */
  readonly decisions: readonly ExecutableDecisions[];
  readonly findings: readonly ProcedureFinding[];
}

interface Checked {
  readonly resourceIds: readonly string[];
  readonly decisions?: ExecutableDecisions;
  readonly findings: readonly ProcedureFinding[];
}

function formOf({ content }: SourceFile): Checked {
  const form = parsed(content);
  if (isForm(form)) return { resourceIds: [form.id], findings: [] };
  const rule: keyof typeof findingRules = 'form-unreadable';
  const message = 'Expected a form, a JSON object with an id and components, but it is none.';
  return { resourceIds: [], findings: [{ rule, severity: 'error', message }] };
}

async function decisionsOf({ name, content }: SourceFile, sources: readonly SourceFile[]): Promise<Checked> {
  const others = sources.filter((each) => each.kind === 'dmn' && each.name !== name).map((each) => each.content);
  const compiled = await compileDmn(content, others);
  const findings = compiled.findings.map(({ rule, severity, element, message, line, column }) => ({
    rule,
    severity,
    message,
    ...(element !== undefined && { element }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  }));
  if (!compiled.deployable) return { resourceIds: [], findings };
  // Imported models come after the file's own, whose number is 0.
  const ids = compiled.decisions.elements.flatMap((element) =>
    element.model === 0 && element.kind === 'decision' ? [element.id] : [],
  );
  return { resourceIds: ids, decisions: compiled.decisions, findings };
}

function repeated(files: readonly DeploymentFile[]): ProcedureFinding[] {
  const seen = new Set<string>();
  const rule: keyof typeof findingRules = 'resource-twice';
  return files.flatMap(({ kind, name, resourceIds }) =>
    resourceIds.flatMap((id) => {
      const key = `${kind} ${id}`;
      if (!seen.has(key)) return seen.add(key) && [];
      const message = `Expected the id "${id}" once but another file of the procedure has it too.`;
      return [{ rule, severity: 'error' as const, message, file: name }];
    }),
  );
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function isForm(value: unknown): value is { readonly id: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    value.id !== '' &&
    'components' in value &&
    Array.isArray(value.components)
  );
}
