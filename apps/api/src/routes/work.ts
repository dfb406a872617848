import {
  bulkWorkAnswer,
  bulkWorkBody,
  completeWorkBody,
  identifier,
  type Permission,
  snoozeBody,
  workDetail as workDetailSchema,
  worker,
  workItem,
  workQuery,
} from '@krok/contracts/schemas';
import type { BundleWithActs, Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import type { ExecutableCache } from '../case-view/executable-cache.ts';
import { isOffered, mayTake, openPart, oversees, rightsOf, workItems } from '../case-view/work-items.ts';
import { ApiProblem, type ProblemCode } from '../errors.ts';
import { storeProblem } from '../http/store-problem.ts';
import type { SandboxMails } from '../sandbox/sandbox-mails.ts';
import { asking, type Person } from '../sign-in/person.ts';
import { completeWork } from '../work/complete-work.ts';
import { workDetail } from '../work/work-detail.ts';
import { workForm } from '../work/work-form.ts';

const params = z.object({ id: identifier });
const mostLines = 500;

/** Open work of people. */
export function workRoutes(app: ApiApp, store: Store, executables: ExecutableCache, mails: SandboxMails): void {
  app.get(
    '/api/work',
    {
      config: { permission: 'work.read' },
      schema: {
        tags: ['work'],
        summary: 'Open work, the first to be done first, each with the reasons of its rank',
        querystring: workQuery,
        response: { 200: z.object({ items: z.array(workItem) }) },
      },
    },
    async (request) => {
      const person = asking(request);
      const { caseId, mine } = request.query;
      const bundles = await store.acts.worklist({
        organisationId: person.organisationId,
        status: 'open',
        limit: mostLines,
        ...(!oversees(person) && { userId: person.userId, groups: person.roles }),
        ...(caseId !== undefined && { caseId }),
      });
      const offered = bundles.filter(
        (bundle) => isOffered(bundle, person) && (mine !== 'true' || bundle.claimedBy === person.userId),
      );
      return { items: await workItems(store, executables, person.organisationId, offered.map(openPart)) };
    },
  );

  app.get(
    '/api/work/:id',
    {
      config: { permission: 'work.read' },
      schema: {
        tags: ['work'],
        summary: 'One step: why it is here, what is known, its form',
        params,
        response: { 200: workDetailSchema },
      },
    },
    async (request) => {
      const person = asking(request);
      const bundle = await offered(request.params.id, person);
      if (bundle.status !== 'planned') throw new ApiProblem('work-closed');
      return workDetail({ store, executables, mails }, bundle, person);
    },
  );

  app.post(
    '/api/work/:id/claim',
    {
      config: { permission: 'work.do' },
      schema: { tags: ['work'], summary: 'Take work for oneself', params, response: { 200: workItem } },
    },
    async (request) => {
      const person = asking(request);
      const { id } = await offered(request.params.id, person);
      await store.acts.claimBundle(id, person.userId);
      return itemOf(id, person);
    },
  );

  app.post(
    '/api/work/:id/release',
    {
      config: { permission: 'work.do' },
      schema: { tags: ['work'], summary: 'Give work back', params, response: { 200: workItem } },
    },
    async (request) => {
      const person = asking(request);
      const { id } = await offered(request.params.id, person);
      await store.acts.unclaimBundle(id, person.userId);
      return itemOf(id, person);
    },
  );

  app.post(
    '/api/work/:id/snooze',
    {
      config: { permission: 'work.do' },
      schema: { tags: ['work'], summary: 'Put work off', params, body: snoozeBody, response: { 200: workItem } },
    },
    async (request) => {
      const person = asking(request);
      const { id } = await offered(request.params.id, person);
      await snooze(id, person, request.body.until);
      return itemOf(id, person);
    },
  );

  app.post(
    '/api/work/bulk',
    {
      config: { permission: 'work.do' },
      schema: {
        tags: ['work'],
        summary:
          'Take, give back, put off or (who distributes work) give to a person: several at once, with a result for each',
        body: bulkWorkBody,
        response: { 200: bulkWorkAnswer },
      },
    },
    async (request) => {
      const person = asking(request);
      const { act, ids } = request.body;
      const results: z.infer<typeof bulkWorkAnswer>['results'] = [];
      for (const id of new Set(ids)) {
        const code = await problemOf(async () => {
          const bundle = await offered(id, person);
          if (act.kind === 'claim') await store.acts.claimBundle(bundle.id, person.userId);
          else if (act.kind === 'release') await store.acts.unclaimBundle(bundle.id, person.userId);
          else if (act.kind === 'snooze') await snooze(bundle.id, person, act.until);
          else await assign(bundle, person, act.to);
        });
        results.push({ id, ok: code === null, code });
      }
      return { results };
    },
  );

  app.get(
    '/api/work/people',
    {
      config: { permission: 'work.assign' },
      schema: {
        tags: ['work'],
        summary: 'To whom work may be given, with what each holds',
        response: { 200: z.object({ items: z.array(worker) }) },
      },
    },
    async (request) => {
      const { organisationId } = asking(request);
      const [users, bundles] = await Promise.all([
        store.users.list(organisationId),
        store.acts.worklist({ organisationId, status: 'open', limit: mostLines }),
      ]);
      const held = Map.groupBy(bundles, ({ claimedBy }) => claimedBy);
      const items = users
        .filter(({ disabled, roles }) => !disabled && rightsOf(roles).some((right) => DOES_WORK.has(right)))
        .map(({ id, name, roles }) => ({ id, name, roles: [...roles], open: held.get(id)?.length ?? 0 }));
      return { items };
    },
  );

  app.post(
    '/api/work/:id/complete',
    {
      config: { permission: 'work.do' },
      schema: {
        tags: ['work'],
        summary: 'Complete work with an outcome',
        description:
          'The outcome becomes the variable `outcome` of each case that the work belongs to; `results` say what differs ' +
          'by case: promises and disputes go into the ledger in the same transaction, a call-back keeps its act open. ' +
          'Values of the form are checked against it; errors name the field (`/form/<key>`).',
        params,
        body: completeWorkBody,
        response: { 200: z.object({ cases: z.array(z.string()) }) },
      },
    },
    async (request) => {
      const person = asking(request);
      const bundle = await offered(request.params.id, person);
      const form = await workForm(store, executables, bundle);
      return completeWork(store, { bundle, body: request.body, form, by: person.userId });
    },
  );

  async function offered(id: string, person: Person): Promise<BundleWithActs> {
    const bundle = await store.acts.bundle(id);
    if (bundle.organisationId !== person.organisationId || bundle.performer !== 'person')
      throw new ApiProblem('not-found');
    if (!isOffered(bundle, person)) throw new ApiProblem('forbidden');
    return openPart(bundle);
  }

  async function itemOf(id: string, person: Person): Promise<z.infer<typeof workItem>> {
    const [item] = await workItems(store, executables, person.organisationId, [openPart(await store.acts.bundle(id))]);
    if (!item) throw new ApiProblem('not-found');
    return item;
  }

  /** Whoever gets it may do it: it is offered to them, and nobody approves what they started. */
  async function assign(bundle: BundleWithActs, by: Person, to: string): Promise<void> {
    if (!by.permissions.includes('work.assign')) throw new ApiProblem('forbidden');
    const found = (await store.users.list(by.organisationId)).find(({ id, disabled }) => id === to && !disabled);
    if (found === undefined) throw new ApiProblem('not-found');
    if (!mayTake(bundle, found)) throw new ApiProblem('not-eligible');
    if (bundle.channel === 'approval') {
      const may = await store.approvals.mayDecide(bundle.id, to);
      if (may !== 'yes') throw new ApiProblem(may === 'ownAct' ? 'own-act' : 'not-eligible');
    }
    await store.acts.assignBundle({ bundleId: bundle.id, to, by: by.userId });
  }

  async function snooze(bundleId: string, person: Person, until: string | null): Promise<void> {
    const at = until === null ? null : Date.parse(until);
    const { now } = await store.clock.read(person.organisationId);
    if (at !== null && at <= now) {
      const errors = [{ pointer: '/until', detail: 'Expected an instant to come but it is over' }];
      throw new ApiProblem('invalid-input', { errors });
    }
    await store.acts.snoozeBundle({ bundleId, by: person.userId, until: at });
  }
}

const DOES_WORK: ReadonlySet<Permission> = new Set<Permission>(['work.do', 'approvals.decide']);

/** Of several acts one that fails must not stop the others; what is our own fault stops all. */
async function problemOf(act: () => Promise<void>): Promise<ProblemCode | null> {
  try {
    await act();
    return null;
  } catch (error) {
    const problem = error instanceof ApiProblem ? error : storeProblem(error);
    if (problem === undefined || problem.code === 'unavailable') throw error;
    return problem.code;
  }
}
