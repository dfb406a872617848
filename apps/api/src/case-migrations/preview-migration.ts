import type { MigrationFindingView, MigrationPreviewItem } from '@krok/contracts/schemas';
import { type InstanceState, type Linked, migrate, type MigrationFinding, tokens } from '@krok/engine';
import type { CaseLine } from '@krok/store';
import { caseKey } from '../case-view/case-lines.ts';
import { iso } from '../case-view/case-position.ts';
import { type CaseReader, standingCase } from '../repairs/standing-case.ts';
import type { TwoVersions } from './two-versions.ts';

/** The migration itself, on a copy: the case does not change. */
export async function previewMigration(
  reader: CaseReader,
  line: CaseLine,
  { source, target, from, to, mapping }: TwoVersions,
): Promise<MigrationPreviewItem> {
  const { state, env, linked } = await standingCase(reader, line);
  const about = { caseId: line.id, caseKey: caseKey(line), debtorName: line.debtorName };
  if (state.status !== 'active' || line.executableHash !== source.hash) {
    return { ...about, fits: false, findings: [], elements: [], timers: [] };
  }
  const elements = tokens(linked, state).elements.map(({ element }) => element);
  const order = { definition: target.hash, deployment: target.deploymentId, mapping, reason: '' };
  const tried = migrate(from, to, state, order, env);
  const findings = tried.kind === 'refused' ? tried.findings : tried.notices;
  return {
    ...about,
    fits: tried.kind === 'migrated',
    findings: findings.map((finding) => findingView(from, finding)),
    elements: [...new Set(elements)],
    timers: tried.kind === 'migrated' ? changedTimers(from, state, to, tried.state) : [],
  };
}

export function findingView(from: Linked, finding: MigrationFinding): MigrationFindingView {
  const { code, severity, element, target, message } = finding;
  const name =
    from.executable.elements.find(({ id }) => id === element)?.name ??
    from.flows.find(({ id }) => id === element)?.target.definition.name;
  return { code, severity, elementId: element, elementName: name ?? null, targetId: target ?? null, message };
}

/** Terms before and after, by timer: those that stay are left out. */
function changedTimers(
  from: Linked,
  before: InstanceState,
  to: Linked,
  after: InstanceState,
): MigrationPreviewItem['timers'] {
  const gone = Object.entries(before.timers).filter(([id]) => !Object.hasOwn(after.timers, id));
  const begun = Object.entries(after.timers).filter(([id]) => !Object.hasOwn(before.timers, id));
  const used = new Set<string>();
  const changes: MigrationPreviewItem['timers'][number][] = gone.map(([, { element, instance, due }]) => {
    const name = from.executable.elements[element]?.name ?? null;
    const next = begun.find(([id, timer]) => !used.has(id) && timer.instance === instance);
    if (next !== undefined) used.add(next[0]);
    return { elementName: name, before: iso(due), after: next === undefined ? null : iso(next[1].due) };
  });
  for (const [id, { element, due }] of begun) {
    if (!used.has(id)) {
      changes.push({ elementName: to.executable.elements[element]?.name ?? null, before: null, after: iso(due) });
    }
  }
  return changes;
}
