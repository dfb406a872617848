import type { ActChannel } from '@krok/contracts/types';
import type { BundleWithActs, CaseSummary, ClaimRecord, LedgerInvoice, ListingRecord } from '@krok/store';
import { until } from '../rig/until.ts';
import { dayOf, type FlowFirm, takeToThePost } from './flow-firm.ts';

/** The firm at rest at one instant. */
export class Scene {
  readonly now: number;
  readonly today: string;
  readonly work: readonly BundleWithActs[];
  readonly cases: readonly CaseSummary[];
  readonly listings: readonly ListingRecord[];
  readonly claims: readonly ClaimRecord[];
  readonly #invoices: ReadonlyMap<string, LedgerInvoice>;

  static async look({ store, organisationId }: FlowFirm): Promise<Scene> {
    const { now } = await store.clock.read(organisationId);
    return new Scene(
      now,
      await store.acts.worklist({ organisationId, status: 'open', limit: 300 }),
      await store.cases.list({ organisationId, limit: 500 }),
      await store.duties.listings({ organisationId }),
      await store.duties.claims({ organisationId }),
      new Map((await store.ledger.invoices({ organisationId, limit: 500 })).map((each) => [each.number, each])),
    );
  }

  private constructor(
    now: number,
    work: readonly BundleWithActs[],
    cases: readonly CaseSummary[],
    listings: readonly ListingRecord[],
    claims: readonly ClaimRecord[],
    invoices: ReadonlyMap<string, LedgerInvoice>,
  ) {
    this.now = now;
    this.today = dayOf(now);
    this.work = work;
    this.cases = cases;
    this.listings = listings;
    this.claims = claims;
    this.#invoices = invoices;
  }

  invoice(number: string): LedgerInvoice {
    const invoice = this.#invoices.get(number);
    if (invoice === undefined) throw new Error(`Expected an invoice ${number} but there is none.`);
    return invoice;
  }

  numberOf(invoiceId: string): string | undefined {
    return [...this.#invoices.values()].find(({ id }) => id === invoiceId)?.number;
  }

  /** Open work that an invoice is part of. */
  workOn(channel: ActChannel, number: string): BundleWithActs | undefined {
    const id = this.#invoices.get(number)?.id;
    return this.work.find((bundle) => bundle.channel === channel && bundle.acts.some(({ subject }) => subject === id));
  }

  /** Newest first. */
  casesOf(number: string): readonly CaseSummary[] {
    const id = this.#invoices.get(number)?.id;
    return this.cases.filter(({ subject }) => subject === id);
  }

  ended(number: string): boolean {
    const [last] = this.casesOf(number);
    return last !== undefined && (last.status === 'completed' || last.status === 'terminated');
  }

  listingOf(number: string): ListingRecord | undefined {
    const id = this.#invoices.get(number)?.id;
    return this.listings.find(({ items }) => items.some(({ invoiceId }) => invoiceId === id));
  }

  /** The newest. */
  claimOf(number: string): ClaimRecord | undefined {
    const id = this.#invoices.get(number)?.id;
    return this.claims
      .filter(({ items }) => items.some(({ invoiceId }) => invoiceId === id))
      .toSorted((a, b) => b.createdAt - a.createdAt)[0];
  }
}

/** What a story waits for: an instant, or a state of the firm. */
export type Wait = { readonly at: number } | { readonly what: string; readonly when: (scene: Scene) => boolean };

/** Acts at the instants and states that it yields; everything between goes by itself. */
export type Story = AsyncGenerator<Wait, void, Scene>;

export const when = (what: string, holds: (scene: Scene) => boolean): Wait => ({ what, when: holds });

/** Lives all stories beside each other, from due time to due time, until they and all cases have ended. */
export async function live(
  firm: FlowFirm,
  stories: Readonly<Record<string, Story>>,
  last: number,
): Promise<{ readonly advances: number; readonly now: number }> {
  const { store, organisationId } = firm;
  const waiting = new Map<string, { readonly story: Story; wait: Wait | null }>();
  for (const [name, story] of Object.entries(stories)) waiting.set(name, { story, wait: null });
  let advances = 0;
  for (;;) {
    await until('rest', async () => (await store.clock.atRest(organisationId)).atRest, 300).catch(async (error) => {
      console.log(JSON.stringify(await store.clock.atRest(organisationId)));
      throw error;
    });
    if ((await takeToThePost(store, organisationId, firm.people.collector)) > 0) continue;
    const scene = await Scene.look(firm);
    let moved = false;
    for (const [name, parked] of waiting) {
      if (parked.wait !== null && !comes(parked.wait, scene)) continue;
      moved = true;
      const next = await parked.story.next(scene);
      if (next.done) waiting.delete(name);
      else parked.wait = next.value;
    }
    if (moved) continue;
    const open = scene.cases.some(({ status }) => status === 'starting' || status === 'active');
    if (waiting.size === 0 && !open) return { advances, now: scene.now };
    const due = [
      (await store.clock.nextDue(organisationId)) ?? Infinity,
      ...[...waiting.values()].flatMap(({ wait }) => (wait !== null && 'at' in wait ? wait.at : [])),
    ];
    const to = Math.max(scene.now, Math.min(...due));
    if (to > last)
      throw new Error(`Expected all to end by ${dayOf(last)} but these wait: ${described(waiting, scene)}.`);
    await store.clock.advance(organisationId, to);
    advances += 1;
  }
}

function comes(wait: Wait, scene: Scene): boolean {
  return 'at' in wait ? wait.at <= scene.now : wait.when(scene);
}

function described(waiting: ReadonlyMap<string, { readonly wait: Wait | null }>, scene: Scene): string {
  const stories = [...waiting].map(([name, { wait }]) => `${name} for ${wait && 'what' in wait ? wait.what : 'a day'}`);
  const cases = scene.cases
    .filter(({ status }) => status === 'active')
    .map(({ id, nextDue }) => `case ${id} ${nextDue}`);
  const work = scene.work.map(({ channel, id, acts }) => `${channel} ${id} of ${acts.length}`);
  return [...stories, ...cases, ...work].join('; ');
}
