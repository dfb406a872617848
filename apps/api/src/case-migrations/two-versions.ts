import { type ByHand, type Linked, type MigrationMapping, proposeMapping } from '@krok/engine';
import type { DeployedVersion, Store } from '@krok/store';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { ApiProblem } from '../errors.ts';
import type { Person } from '../sign-in/person.ts';

/** The version that cases run and the one that they are to go over to, with what corresponds. */
export interface TwoVersions {
  readonly processId: string;
  readonly source: DeployedVersion;
  readonly target: DeployedVersion;
  readonly from: Linked;
  readonly to: Linked;
  readonly byHand: ByHand;
  readonly mapping: MigrationMapping;
}

export interface VersionsAsked {
  readonly from: string;
  readonly to: string;
  readonly byHand: ByHand;
}

export async function twoVersions(
  { store, executables }: { readonly store: Store; readonly executables: ExecutableCache },
  { organisationId }: Person,
  processId: string,
  { from, to, byHand }: VersionsAsked,
): Promise<TwoVersions> {
  const versions = await store.deployments.versions(organisationId, processId);
  const source = versions.find(({ deploymentId }) => deploymentId === from);
  const target = versions.find(({ deploymentId }) => deploymentId === to);
  if (source === undefined || target === undefined) throw new ApiProblem('not-found');
  if (source.hash === target.hash) {
    const detail = 'Expected another version but both run the same: there is nothing to go over to';
    throw new ApiProblem('invalid-input', { errors: [{ pointer: '/to', detail }] });
  }
  const [old, next] = await Promise.all([executables.linked(source.hash), executables.linked(target.hash)]);
  return { processId, source, target, from: old, to: next, byHand, mapping: proposeMapping(old, next, byHand) };
}
