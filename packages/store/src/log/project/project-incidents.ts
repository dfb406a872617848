import type { EngineEvent } from '@krok/engine';
import { incidentPlace } from '../../cases/case-queries.ts';
import { sealJson } from '../../seal.ts';
import type { Projection } from './project-steps.ts';

export async function raiseIncident(
  { work, of, now }: Projection,
  { incident, element, cause, message, job }: Extract<EngineEvent, { readonly kind: 'incidentRaised' }>,
): Promise<void> {
  await work.tx
    .insertInto('incident')
    .values({
      case_id: of.id,
      incident,
      organisation_id: of.organisationId,
      element,
      cause,
      message: sealJson(of.key, incidentPlace(of.id, incident), message),
      job: job ?? null,
      raised_at: now,
      resolved_at: null,
    })
    .execute();
}

export async function resolveIncident({ work, of, now }: Projection, incident: string): Promise<void> {
  await work.tx
    .updateTable('incident')
    .set({ resolved_at: now })
    .where('case_id', '=', of.id)
    .where('incident', '=', incident)
    .execute();
}
