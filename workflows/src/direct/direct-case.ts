import type { Activities } from '@krok/activities';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { type Delivery, type DeliveryAnswer, performerOf } from '@krok/contracts/types';
import { type Command, type Effect, ENGINE_VERSION, initialState, isToldAtOnce, link, type Linked } from '@krok/engine';
import type { Store } from '@krok/store';
import { CaseRun } from '../case/case-run.ts';
import { follow } from '../case/follow.ts';
import { propose } from '../case/propose.ts';

/** One case, driven in this process: the workflow's own stepping, the same log, no timers. */
export class DirectCase {
  readonly #run: CaseRun;
  readonly #activities: Activities;
  readonly #store: Store;

  private constructor(run: CaseRun, activities: Activities, store: Store) {
    this.#store = store;
    this.#run = run;
    this.#activities = activities;
  }

  /** Opens the case and takes its start, or follows what its log holds. */
  static async open(store: Store, activities: Activities, caseId: string): Promise<DirectCase> {
    const opened = await activities.openCase(caseId, ENGINE_VERSION);
    const linked = await linkedOf(store, opened.executableHash);
    const run = new CaseRun(caseId, opened, linked, initialState(), 0);
    const opening = new DirectCase(run, activities, store);
    await opening.deliver(opened.start);
    return opening;
  }

  get ended(): boolean {
    return this.#run.state.status !== 'active' && this.#run.state.status !== 'new';
  }

  async deliver(delivery: Delivery): Promise<DeliveryAnswer> {
    for (;;) {
      if (this.ended) return { kind: 'ended' };
      const run = this.#run;
      await this.#know(delivery.command as Command);
      const proposal = propose(run, [{ delivery }]);
      const answer = await this.#activities.commitSteps(proposal.request);
      switch (answer.kind) {
        case 'gap':
          throw new Error(
            `Expected the log of case ${run.caseId} to hold step ${run.head} but it ends at ${answer.head}.`,
          );
        case 'follow':
          for (const stored of answer.steps) {
            await this.#know(stored.command);
            follow(run, stored, run.calendar);
            if (stored.commandId === delivery.id) return this.#caughtUp(stored.seq);
          }
          continue;
        case 'duplicate':
          return { kind: 'logged', seq: answer.seq };
        case 'unstorable':
          // Alone in its proposal: nothing before it.
          if (answer.cause === 'tooLarge' && isToldAtOnce(delivery.command as Command)) {
            return { kind: 'refused', code: 'tooLarge', message: answer.reason };
          }
          return { kind: 'setAside', reason: answer.reason, ...(answer.cause && { cause: answer.cause }) };
        case 'committed':
      }
      for (const { record, state, effects } of proposal.outcomes) {
        run.state = state;
        run.head = record.seq;
        await this.#perform(effects, record.seq);
      }
      const [refusal] = proposal.refusals;
      return refusal ? { kind: 'refused', ...refusal.rejection } : { kind: 'logged', seq: run.head };
    }
  }

  /** What was logged before has had its effects; only the steps after it are still to be taken over. */
  async #caughtUp(seq: number): Promise<DeliveryAnswer> {
    const run = this.#run;
    for (;;) {
      const request = { caseId: run.caseId, after: run.head, steps: [], nextDue: null };
      const answer = await this.#activities.commitSteps(request);
      if (answer.kind !== 'follow') return { kind: 'logged', seq };
      for (const stored of answer.steps) {
        await this.#know(stored.command);
        follow(run, stored, run.calendar);
      }
    }
  }

  async #know(command: Command): Promise<void> {
    if (command.kind !== 'migrate' || this.#run.definitionOf(command.definition) !== undefined) return;
    const isPublished = await this.#store.caseMigrations.isPublishedFor(this.#run.caseId, command.definition);
    if (isPublished) this.#run.know(command.definition, await linkedOf(this.#store, command.definition));
  }

  /** Acts, subscriptions and the like were written with the step; ordinary activities are performed here. */
  async #perform(effects: readonly Effect[], seq: number): Promise<void> {
    const run = this.#run;
    for (const effect of effects) {
      if (effect.kind !== 'jobCreated' || run.externalJobs) continue;
      const performer = performerOf(effect.type);
      if (performer.kind !== 'activity') continue;
      const { job } = effect;
      const order = { caseId: run.caseId, job, effectKey: `${run.caseId}:${job}`, asOf: run.state.lastNow };
      const { variables } = await this.#activities[performer.activity](order);
      await this.deliver({
        id: `job:${job}@${seq}`,
        at: run.state.lastNow,
        command: { kind: 'completeJob', job, variables },
      });
    }
  }
}

/** By content hash, as in the workflows. */
const linkedByHash = new Map<string, Linked>();

async function linkedOf(store: Store, hash: string): Promise<Linked> {
  const known = linkedByHash.get(hash);
  if (known) return known;
  const bytes = await store.deployments.executable(hash);
  // Written by the deployment from a typed executable, and named by its hash.
  const executable: ExecutableProcess = JSON.parse(Buffer.from(bytes).toString('utf8'));
  const linked = link(executable);
  linkedByHash.set(hash, linked);
  return linked;
}
