import type { MigrationPair, MigrationPlan } from '@krok/contracts/schemas';
import { proposeMapping, sameDefinition } from '@krok/engine';
import type { Store } from '@krok/store';
import type { TwoVersions } from './two-versions.ts';

/** What corresponds in the two versions, element by element, and how many cases it is about. */
export async function migrationPlan(store: Store, organisationId: string, two: TwoVersions): Promise<MigrationPlan> {
  const { source, target, to, processId } = two;
  const [old, next, running] = await Promise.all([
    store.deployments.read(source.deploymentId),
    store.deployments.read(target.deploymentId),
    store.caseMigrations.running(organisationId, processId, source.hash),
  ]);
  return {
    source: { deploymentId: source.deploymentId, version: source.version, hash: source.hash, xml: old.xml },
    target: { deploymentId: target.deploymentId, version: target.version, hash: target.hash, xml: next.xml },
    pairs: pairsOf(two),
    targets: to.executable.elements.slice(1).map(({ id, name, type }) => ({ id, name: name ?? null, type })),
    cases: running.length,
  };
}

function pairsOf({ from, to, byHand, mapping }: TwoVersions): MigrationPair[] {
  const byIds = proposeMapping(from, to, {}, true);
  return from.executable.elements.slice(1).map((element) => {
    const { id, name, type } = element;
    const targetId = mapping.elements[id] ?? null;
    const target = targetId === null ? undefined : to.executable.elements.find((each) => each.id === targetId);
    return {
      sourceId: id,
      sourceName: name ?? null,
      type,
      targetId,
      targetName: target?.name ?? null,
      match: target === undefined ? 'none' : sameDefinition(element, target) ? 'same' : 'changed',
      by: Object.hasOwn(byHand, id)
        ? 'hand'
        : targetId === null
          ? 'nobody'
          : byIds.elements[id] === targetId
            ? 'id'
            : 'likeness',
    };
  });
}
