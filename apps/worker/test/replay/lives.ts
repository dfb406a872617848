import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createActivities } from '@krok/activities';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { OrganisationClock } from '@krok/calendar';
import { createChannels } from '@krok/channels';
import { type Command, type EngineEvent, link, type Linked, proposeMapping, type Variables } from '@krok/engine';
import type { CaseOptions, JobOutcome } from '@krok/store';
import { DirectCase } from '@krok/workflows/direct';
import type { Rig } from '../rig/rig.ts';
import { until } from '../rig/until.ts';

/** A case that is kept for the replay of every later release: what it runs, what is done to it, and a change of the code that must show. */
export interface RecordedLife {
  /** Each is deployed when the life begins; those after `later` when it asks for them. */
  readonly diagrams: readonly string[];
  readonly later?: string;
  /** Decision tables (DMN) beside each diagram. */
  readonly tables?: readonly string[];
  /** Cases to keep, by name. */
  live(hands: Hands, deployLater: () => Promise<void>): Promise<Readonly<Record<string, LivingCase>>>;
}

/** By the beginning of a kept history's name: a place in the code that must show in its replay, and what to make of it. */
export type Control = readonly [name: string, code: RegExp, by: string];

/** One case in the hands of a recording. */
export interface LivingCase {
  readonly caseId: string;
  /** All that its log holds. */
  events(): Promise<readonly EngineEvent[]>;
  /** The first event of the kind that `from` earlier ones did not precede. */
  event<K extends EngineEvent['kind']>(kind: K, from?: number): Promise<Extract<EngineEvent, { readonly kind: K }>>;
  send(command: Command): Promise<void>;
  /** Answers the open job of the type. */
  answer(type: string, outcome?: JobOutcome): Promise<void>;
  completeTask(from?: number, variables?: Variables): Promise<void>;
  /** Element index by id, in the version that it started with. */
  indexOf(id: string): Promise<number>;
  ends(): Promise<void>;
}

export interface Hands {
  start(processId: string, variables?: Variables, options?: CaseOptions): Promise<LivingCase>;
  /** The case that a call of this one began. */
  calledBy(caller: LivingCase, call: string): Promise<LivingCase>;
  /** Its log is written without Temporal, which then follows it. */
  startDirectly(processId: string, commands: readonly Command[]): Promise<LivingCase>;
  migrateAll(processId: string): Promise<void>;
  setClock(clock: OrganisationClock): Promise<void>;
  changeCalendar(): Promise<void>;
}

/** What the recorder offers to a life, over the parts of a rig. */
export function handsOf(rig: Rig, organisationId: string, called: (call: string) => Promise<string | null>): Hands {
  const { store } = rig;
  return {
    start: async (processId, variables = {}, options = {}) => {
      const { caseId } = await store.cases.create({ organisationId, processId, variables, options });
      return living(rig, caseId);
    },
    calledBy: async (_, call) => living(rig, await until('the called case', () => called(call))),
    startDirectly: async (processId, commands) => {
      const request = { organisationId, processId, variables: {} };
      const { caseId } = await store.cases.create(request);
      const channels = createChannels({ smtpUrl: 'smtp://127.0.0.1:9' });
      const direct = await DirectCase.open(store, createActivities({ store, channels }), caseId);
      for (const command of commands) await direct.deliver({ id: randomUUID(), at: Date.now(), command });
      return living(rig, caseId);
    },
    migrateAll: async (processId) => {
      const [target, source] = await store.deployments.versions(organisationId, processId);
      assert.ok(target && source);
      const id = randomUUID();
      await store.caseMigrations.start({
        id,
        organisationId,
        processId,
        sourceHash: source.hash,
        targetDeploymentId: target.deploymentId,
        mapping: proposeMapping(await linkedOf(rig, source.hash), await linkedOf(rig, target.hash)),
        reason: 'another version',
        by: null,
        cases: 'all',
      });
      await until('the migration', async () => {
        const found = await store.caseMigrations.find(organisationId, id);
        assert.equal(found?.counts.refused, 0);
        return found.counts.migrated > 0 && found.counts.waiting === 0;
      });
    },
    setClock: (clock) => store.clock.set(organisationId, clock),
    changeCalendar: async () => {
      const { calendar } = await store.organisations.read(organisationId);
      await store.organisations.setCalendar(organisationId, { ...calendar, version: `${calendar.version} again` });
    },
  };
}

function living({ store }: Rig, caseId: string): LivingCase {
  const events = async () => (await store.log.read(caseId)).flatMap((step) => step.events);
  const event: LivingCase['event'] = (kind, from = 0) =>
    until(kind, async () => {
      const found = (await events()).filter((each) => each.kind === kind);
      return found[from] as Extract<EngineEvent, { readonly kind: typeof kind }> | undefined;
    });
  const send = async (command: Command): Promise<void> => {
    const before = (await store.cases.read(caseId)).headSeq;
    await store.cases.enqueue(caseId, command);
    await until(`${command.kind} in the log`, async () => (await store.cases.read(caseId)).headSeq > before);
  };
  return {
    caseId,
    events,
    event,
    send,
    answer: async (type, outcome = { kind: 'completed', variables: {} }) => {
      const { organisationId } = await store.cases.read(caseId);
      const [job] = await until(`a job "${type}"`, async () => {
        const open = await store.jobs.open({ organisationId, caseId, type });
        return open.length > 0 && open;
      });
      assert.ok(job);
      await store.jobs.answer(job.id, outcome);
      await until(`the answer to "${type}"`, async () => (await store.jobs.read(job.id)).status === 'completed');
    },
    completeTask: async (from = 0, variables = {}) => {
      const { userTask } = await event('userTaskCreated', from);
      await send({ kind: 'completeUserTask', userTask, variables });
    },
    indexOf: async (id) => {
      const { startedHash } = await store.cases.read(caseId);
      const bytes = await store.deployments.executable(startedHash);
      const { elements } = JSON.parse(Buffer.from(bytes).toString()) as ExecutableProcess;
      return elements.findIndex((each) => each.id === id);
    },
    ends: async () => {
      await until('the end', async () => (await store.cases.read(caseId)).status === 'completed');
    },
  };
}

/** By the hash of its executable. */
export async function linkedOf({ store }: Rig, hash: string): Promise<Linked> {
  const bytes = await store.deployments.executable(hash);
  return link(JSON.parse(Buffer.from(bytes).toString()) as ExecutableProcess);
}
