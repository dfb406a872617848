import { type RepairAct, repairIncidentsAnswer, repairIncidentsBody } from '@krok/contracts/schemas';
import type { Repair } from '@krok/store';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { caseOf } from '../case-view/case-lines.ts';
import { ApiProblem } from '../errors.ts';
import { storeProblem } from '../http/store-problem.ts';
import { askRepair } from '../repairs/ask-repair.ts';
import { type CaseReader, standingCase } from '../repairs/standing-case.ts';
import { asking, type Person } from '../sign-in/person.ts';

type Body = z.infer<typeof repairIncidentsBody>;
type Item = Body['items'][number];
type Line = z.infer<typeof repairIncidentsAnswer>['items'][number];

/** The same repair of many cases that stopped. */
export function incidentRepairRoutes(app: ApiApp, reader: CaseReader): void {
  app.post(
    '/api/incidents/repair',
    {
      config: { permission: 'cases.repair' },
      schema: {
        tags: ['repairs'],
        summary: 'Skip the step of many incidents, or move their tokens; each has its own result',
        description: 'Said again with the same key it tells how each stands.',
        body: repairIncidentsBody,
        response: { 200: repairIncidentsAnswer },
      },
    },
    async (request) => {
      const items: Line[] = [];
      for (const item of request.body.items) items.push(await lineOf(asking(request), item, request.body));
      return { items };
    },
  );

  async function lineOf(person: Person, item: Item, body: Body): Promise<Line> {
    const { caseId, incidentId } = item;
    try {
      const { state } = await repaired(person, item, body);
      const refusal = state.kind === 'refused' ? state.refusal.code : null;
      return { caseId, incidentId, state: state.kind, code: refusal === null ? null : 'repair-refused', refusal };
    } catch (error) {
      // One that fails must not stop the others; what is our own fault stops all.
      const problem = error instanceof ApiProblem ? error : storeProblem(error);
      if (problem === undefined || problem.code === 'unavailable') throw error;
      return { caseId, incidentId, state: 'refused', code: problem.code, refusal: problem.parts.refusal ?? null };
    }
  }

  async function repaired(
    person: Person,
    { caseId, incidentId, seen }: Item,
    { key, reason, act }: Body,
  ): Promise<Repair> {
    const line = await caseOf(reader.store, caseId, person);
    const itsKey = keyOf(key, caseId, incidentId);
    const known = await reader.store.repairs.find(caseId, itsKey);
    if (known !== null) return known;
    const instance = (await standingCase(reader, line)).state.incidents[incidentId]?.instance;
    if (instance === undefined) throw new ApiProblem('incident-closed');
    return askRepair(reader, line, person, actOn(instance, act), { key: itsKey, seen, reason });
  }
}

function actOn(instance: string, act: Body['act']): RepairAct {
  if (act.kind === 'skip') return { ...act, instance };
  const { elementId, variables } = act;
  return { kind: 'move', activate: [{ elementId, variables }], terminate: [instance], consume: [] };
}

/** A UUID of its own for each item, the same each time. */
function keyOf(key: string, caseId: string, incidentId: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([key, caseId, incidentId]))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
