import type { EngineEvent, Variables } from '@krok/engine';
import type {
  Call,
  CaseEnd,
  Delivery,
  DeployedProcess,
  ExchangeHost,
  OpenCase,
  Publication,
  Settlement,
  SignalScope,
} from '@krok/exchange';
import type { OutboxRow } from '@krok/store';
import { begin, commit, deployed, processOf, take, type TestStore } from './test-store.ts';

/**
 * The exchange as the store keeps it, behind the face that the one in memory has: the scenarios' own names for cases and
 * deployments stand for ids, and every report of a case is a commit.
 */
export class TablesExchange implements ExchangeHost {
  readonly #at: TestStore;
  readonly #names = new Map<string, string>();
  readonly #ids = new Map<string, string>();
  readonly #rows = new Map<number, OutboxRow>();
  #taken = 0;

  constructor(at: TestStore) {
    this.#at = at;
  }

  async deploy({ processId, deployment, versionTag, messageStarts, signalStarts }: DeployedProcess): Promise<void> {
    const tag = versionTag === undefined ? {} : { versionTag };
    const id = await deployed(
      this.#at,
      processOf(processId, { messageStarts, signalStarts, name: deployment, ...tag }),
    );
    this.#name(id, deployment);
  }

  async caseOpened({ caseId, processId, deployment, memberships }: OpenCase): Promise<void> {
    const { store, organisationId } = this.#at;
    const debtor = memberships['debtor'];
    const opened = await store.cases.create({
      organisationId,
      processId,
      deploymentId: this.#id(deployment),
      variables: {},
      ...(debtor === undefined ? {} : { debtorId: await this.#debtor(debtor) }),
    });
    this.#name(opened.caseId, caseId);
    await begin(this.#at, opened.caseId);
  }

  async caseEnded(caseId: string, end: CaseEnd, now: number): Promise<void> {
    await this.#pass(now);
    const event: EngineEvent =
      end.kind === 'completed'
        ? { kind: 'instanceCompleted', variables: end.variables }
        : { ...end, kind: 'instanceTerminated' };
    await this.#report(caseId, event);
  }

  async messageSubscribed(caseId: string, subscription: string, name: string, key: string, now: number): Promise<void> {
    await this.#pass(now);
    const where = { instance: '1', element: 1 };
    await this.#report(caseId, { kind: 'messageSubscribed', subscription, ...where, name, correlationKey: key });
  }

  messageUnsubscribed(caseId: string, subscription: string): Promise<void> {
    return this.#report(caseId, { kind: 'messageUnsubscribed', subscription });
  }

  signalSubscribed(caseId: string, subscription: string, name: string): Promise<void> {
    return this.#report(caseId, { kind: 'signalSubscribed', subscription, instance: '1', element: 1, name });
  }

  signalUnsubscribed(caseId: string, subscription: string): Promise<void> {
    return this.#report(caseId, { kind: 'signalUnsubscribed', subscription });
  }

  async publish(publication: Publication, now: number): Promise<'published' | 'duplicate'> {
    await this.#pass(now);
    return (await this.#at.store.exchange.publishMessage(this.#at.organisationId, publication)).kind;
  }

  async broadcast(name: string, variables: Variables, scope: SignalScope): Promise<void> {
    const within = scope.kind === 'within' ? { ...scope, member: this.#id(scope.member) } : scope;
    await this.#at.store.exchange.broadcastSignal(this.#at.organisationId, name, variables, within);
  }

  call({ caseId, ...call }: Omit<Call, 'callerDeployment'>): Promise<void> {
    return this.#report(caseId, { kind: 'callStarted', instance: '1', element: 1, ...call });
  }

  callCancelled(caseId: string, call: string): Promise<void> {
    return this.#report(caseId, { kind: 'callCancelled', call });
  }

  escalated(caseId: string, code: string, variables: Variables): Promise<void> {
    return this.#report(caseId, { kind: 'escalationThrown', instance: '2', code, variables });
  }

  async deliveries(): Promise<readonly Delivery[]> {
    for (const row of await take(this.#at)) this.#rows.set(++this.#taken, row);
    const all: Delivery[] = [];
    for (const [id, row] of this.#rows) all.push(await this.#delivery(id, row));
    return all;
  }

  async settle(delivery: number, settlement: Settlement, now: number): Promise<void> {
    const row = this.#rows.get(delivery);
    if (row === undefined || (row.kind !== 'startCase' && row.kind !== 'command'))
      throw new Error(`Expected a delivery ${delivery} but got none.`);
    await this.#pass(now);
    this.#rows.delete(delivery);
    if (settlement.kind === 'refused') {
      await this.#at.store.outbox.refused(row.id, { code: 'noSuchSubscription', message: 'moved on' });
    } else if (row.kind === 'startCase') {
      if (settlement.kind === 'started') this.#name(row.caseId, settlement.caseId);
      await begin(this.#at, row.caseId);
    } else {
      await commit(this.#at, row.caseId, [], { commandId: row.id, command: row.command });
      await this.#at.store.outbox.delivered(row.id);
    }
  }

  async #delivery(id: number, row: OutboxRow): Promise<Delivery> {
    if (row.kind === 'startCase') {
      const { processId, deploymentId, start } = await this.#at.store.cases.open(row.caseId);
      const deployment = this.#nameOf(deploymentId);
      const { kind: _, ...command } = start.command as Extract<typeof start.command, { kind: 'start' }>;
      return { id, kind: 'start', processId, deployment, ...command };
    }
    if (row.kind !== 'command') throw new Error(`Expected something for a case but got ${row.kind}.`);
    const caseId = this.#nameOf(row.caseId);
    const { command } = row;
    switch (command.kind) {
      case 'correlateMessage': {
        const { kind: _, ...message } = command;
        return { id, kind: 'message', caseId, ...message };
      }
      case 'broadcastSignal':
        return { id, caseId, ...command, kind: 'signal' };
      case 'calledCompleted':
      case 'calledFailed':
      case 'calledEscalated':
      case 'cancel':
        return { id, caseId, ...command };
      default:
        throw new Error(`Expected a command of the exchange but got ${command.kind}.`);
    }
  }

  async #report(caseId: string, event: EngineEvent): Promise<void> {
    await commit(this.#at, this.#id(caseId), [event], { commandId: `step ${++this.#taken}` });
  }

  /** The organisation's clock goes where the scenario is. */
  async #pass(now: number): Promise<void> {
    const { store, organisationId } = this.#at;
    if ((await store.clock.read(organisationId)).now < now) await store.clock.advance(organisationId, now);
  }

  async #debtor(name: string): Promise<string> {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = await this.#at.store.parties.addDebtor({ organisationId: this.#at.organisationId, name });
    this.#name(id, name);
    return id;
  }

  #name(id: string, name: string): void {
    this.#names.set(id, name);
    this.#ids.set(name, id);
  }

  #id(name: string): string {
    return this.#ids.get(name) ?? name;
  }

  #nameOf(id: string): string {
    return this.#names.get(id) ?? id;
  }
}
