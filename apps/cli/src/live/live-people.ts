import type { Scenario, ScenarioVariables, Script, UserTaskAnswer, JobAnswer } from '@krok/contracts/types';
import { localDate } from '@krok/calendar';
import { inventedPostingNumber } from '@krok/receivables/demo';
import { instantAfter } from '@krok/simulator';
import type { BundleWithActs } from '@krok/store';
import type { LiveFirm } from './live-firm.ts';

/** The people of a firm: complete what the worklist shows as the scenario answers jobs and user tasks. */
export class LivePeople {
  readonly #firm: LiveFirm;
  readonly #scenario: Scenario;
  readonly #zone: string;
  readonly #uses = new Map<string, number>();
  readonly #planned = new Map<string, { readonly due: number; readonly variables: ScenarioVariables }>();

  constructor(firm: LiveFirm, scenario: Scenario, zone: string) {
    this.#firm = firm;
    this.#scenario = scenario;
    this.#zone = zone;
  }

  /** Does what is due now. Gives what was done, in words. */
  async work(now: number): Promise<readonly string[]> {
    const { store, organisationId } = this.#firm;
    const done = await this.#takeToThePost(now);
    for (const bundle of await store.acts.worklist({ organisationId, status: 'open' })) {
      const planned = this.#planned.get(bundle.id) ?? this.#plan(bundle);
      if (planned === null) continue;
      this.#planned.set(bundle.id, planned);
      if (planned.due > now) continue;
      await this.#complete(bundle, planned.variables);
      done.push(`${bundle.channel} done: ${JSON.stringify(planned.variables)}`);
    }
    return done;
  }

  #plan(bundle: BundleWithActs): { readonly due: number; readonly variables: ScenarioVariables } | null {
    const [act] = bundle.acts;
    // Who posts the letter answers that.
    if (act === undefined || act.type === 'confirm-posting') return null;
    const element = this.#firm.executables.get(act.processId)?.elements[act.element]?.id ?? '';
    const answer =
      act.type === null
        ? this.#choose(`task ${element}`, this.#scenario.userTasks?.[element])
        : (this.#choose(`job ${act.type}`, this.#scenario.jobs?.[act.type]) ?? { complete: USUAL[act.type] ?? {} });
    if (answer?.complete === undefined) return null;
    const after = typeof answer.after === 'string' ? answer.after : 'PT1H';
    return { due: instantAfter(bundle.createdAt, after, this.#zone), variables: answer.complete };
  }

  /** Registered letters go to the post on the day they were printed. */
  async #takeToThePost(now: number): Promise<string[]> {
    const { store, organisationId, collector: by } = this.#firm;
    const { items } = await store.letters.letters({ organisationId, state: 'awaiting', page: 1, size: 100 });
    const postedOn = localDate(now, this.#zone);
    for (const { id: letterId } of items) {
      const number = inventedPostingNumber(Number.parseInt(letterId.slice(-8), 16) % 100_000_000);
      await store.letters.confirmPosting({ letterId, number, postedOn, by });
    }
    return items.map(({ reference }) => `letter posted: ${reference}`);
  }

  /** On the data as they stand now. */
  async #decide({ id }: BundleWithActs, approved: boolean): Promise<void> {
    const { store, approver: by } = this.#firm;
    const { version, hash } = await store.approvals.view(id);
    await store.approvals.decide({ bundleId: id, version, hash, by, approved });
  }

  #choose(
    key: string,
    script: Script<JobAnswer> | Script<UserTaskAnswer> | undefined,
  ): JobAnswer | UserTaskAnswer | null {
    if (script === undefined) return null;
    if ('oneOf' in script) return script.oneOf[0]?.answer ?? null;
    if (!('inOrder' in script)) return script;
    const use = this.#uses.get(key) ?? 0;
    this.#uses.set(key, use + 1);
    return script.inOrder[Math.min(use, script.inOrder.length - 1)] ?? null;
  }

  /** A call that ends with a promise is written into the ledger with it, as the collector's wrap-up does. */
  async #complete(bundle: BundleWithActs, variables: ScenarioVariables): Promise<void> {
    if (bundle.channel === 'approval') return this.#decide(bundle, variables['approved'] === true);
    const { outcome, promiseDate } = variables;
    const invoices = bundle.acts.flatMap(({ subject }) => (subject === null ? [] : [{ invoiceId: subject }]));
    const promised = outcome === 'promise' && typeof promiseDate === 'string' && bundle.debtorId !== null;
    await this.#firm.store.acts.completeBundle({
      bundleId: bundle.id,
      version: bundle.version,
      by: this.#firm.collector,
      outcomes: bundle.acts.map(({ id }) => ({ actId: id, variables })),
      ...(promised && { promises: [{ promisedOn: promiseDate, items: invoices }] }),
    });
  }
}

/** Of work that no drawing asks for, so that no scenario answers it. */
const USUAL: Readonly<Record<string, ScenarioVariables>> = {
  'decide-claim-costs': { costs: 'claimed' },
  'correct-listing': { decision: 'retry' },
};
