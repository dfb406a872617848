import { polishCalendar } from '@krok/calendar';
import { type DecisionResult, evaluateDecision, type ExecutableDecisions, linkDecisions } from '@krok/dmn/executable';
import { compileDmn } from '@krok/dmn/xml';
import { type FeelEnv, type FeelValue, linkExpression, parseExpression } from '@krok/feel';

const calendar = polishCalendar(2020, 2030);

export function environment(fuel = 100_000): FeelEnv {
  return { now: Date.parse('2026-11-22T15:00:00Z'), zone: 'Europe/Warsaw', calendar, fuel: { left: fuel } };
}

/** A file with these elements. */
export function definitions(content: string, options: { namespace?: string; release?: string } = {}): string {
  const { namespace = 'urn:test', release = '20230324' } = options;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/${release}/MODEL/" id="file" name="file" namespace="${namespace}">${content}</definitions>`;
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function literal(text: string, attributes = ''): string {
  return `<literalExpression ${attributes}><text>${escape(text)}</text></literalExpression>`;
}

export function input(name: string, type = ''): string {
  return `<inputData id="${idOf(name)}" name="${name}"><variable name="${name}" ${typed(type)}/></inputData>`;
}

/** A decision; `requires` are names of inputs (plain), decisions (`d:`) and knowledge models or services (`k:`). */
export function decision(name: string, logic: string, requires: readonly string[] = [], type = ''): string {
  const requirements = requires.map((each) => requirement(each)).join('');
  return `<decision id="${idOf(name)}" name="${name}"><variable name="${name}" ${typed(type)}/>${requirements}${logic}</decision>`;
}

export function knowledge(name: string, parameters: string, body: string, type = ''): string {
  return `<businessKnowledgeModel id="${idOf(name)}" name="${name}"><variable name="${name}" ${typed(type)}/><encapsulatedLogic>${parameters}${body}</encapsulatedLogic></businessKnowledgeModel>`;
}

export async function compiled(content: string, imports: readonly string[] = []): Promise<ExecutableDecisions> {
  const result = await compileDmn(content, imports);
  if (!result.deployable) throw new Error(JSON.stringify(result.findings, null, 1));
  // As stored: it must survive JSON.
  return JSON.parse(JSON.stringify(result.decisions)) as ExecutableDecisions;
}

/** Evaluates the decision `result` of a file with these elements. */
export async function evaluate(
  content: string,
  inputs: Readonly<Record<string, FeelValue>> = {},
  options: { readonly decision?: string; readonly env?: FeelEnv } = {},
): Promise<DecisionResult> {
  const linked = linkDecisions(await compiled(definitions(content)));
  return evaluateDecision(linked, options.decision ?? 'result', inputs, options.env ?? environment());
}

/** The value as FEEL text, for tables. */
export function show(result: DecisionResult): string {
  if (result.kind !== 'value') return result.kind;
  const parsed = parseExpression('string([value])');
  if (parsed.kind !== 'parsed') throw new Error(parsed.message);
  const shown = linkExpression(parsed.tree)((name) => (name === 'value' ? result.value : undefined), environment());
  return shown.kind === 'value' ? String(shown.value).slice(1, -1) : shown.kind;
}

function requirement(text: string): string {
  const [, kind, name = ''] = /^(?:([dk]):)?(.*)$/.exec(text) ?? [];
  const href = name.includes('#') ? name : `#${idOf(name)}`;
  if (kind === 'k') return `<knowledgeRequirement><requiredKnowledge href="${href}"/></knowledgeRequirement>`;
  const tag = kind === 'd' ? 'requiredDecision' : 'requiredInput';
  return `<informationRequirement><${tag} href="${href}"/></informationRequirement>`;
}

function idOf(name: string): string {
  return `_${name.replaceAll(' ', '_')}`;
}

function typed(type: string): string {
  return type === '' ? '' : `typeRef="${type}"`;
}
