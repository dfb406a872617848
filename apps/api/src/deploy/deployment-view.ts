import type { Deployment } from '@krok/contracts/schemas';
import type { DeploymentLine, Store } from '@krok/store';
import { iso } from '../case-view/case-position.ts';
import { ApiProblem } from '../errors.ts';

/** One deployment of this organisation; that of another is not found. */
export async function deploymentView(store: Store, id: string, organisationId: string): Promise<Deployment> {
  const found = await store.deployments.read(id);
  if (found.organisationId !== organisationId) throw new ApiProblem('not-found');
  const by = found.createdBy === null ? null : await store.users.read(found.createdBy);
  return deploymentLineView({ ...found, createdByName: by?.name ?? null });
}

export function deploymentLineView(line: DeploymentLine): Deployment {
  return {
    id: line.id,
    name: line.name,
    deployedAt: iso(line.createdAt),
    deployedBy: line.createdByName,
    processes: line.processes.map(({ processId, name, version, versionTag }) => ({
      processId,
      name,
      version,
      versionTag,
    })),
  };
}
