import { type Call, decideCall } from './decide-call.ts';
import { type CaseEnd, decideCalledEnded, type ParentCall } from './decide-called-ended.ts';
import { decideSignal, type SignalScope } from './decide-signal.ts';
import { ExchangeError } from './errors.ts';
import type { DeployedProcess, Delivery, ExchangeHost, OpenCase, Publication, Settlement } from './exchange-host.ts';
import { freeStartKey, publishInMemory, returnMessage, serveSubscription } from './memory-messages.ts';
import { type Cause, countOpenStart, emptyRecords, type HeldCase, type PendingDelivery } from './memory-records.ts';
import { type BufferedMessage, isAlive, type MessageSubscription, subscriptionId, type Variables } from './message.ts';

type DeliveryBody = Delivery extends infer D ? (D extends Delivery ? Omit<D, 'id'> : never) : never;

/** The exchange's host in memory: for the simulator, conformance and the browser. Answers at once. */
export class MemoryExchange implements ExchangeHost {
  readonly #records = emptyRecords();

  deploy(process: DeployedProcess): void {
    const { processId, deployment, versionTag } = process;
    const records = this.#records;
    records.processes.push({
      processId,
      deployment,
      position: ++records.position,
      ...(versionTag === undefined ? {} : { versionTag }),
    });
    const others = <T extends { processId: string }>(starts: readonly T[]) =>
      starts.filter((each) => each.processId !== processId);
    const own = { processId, deployment };
    records.messageStarts = [
      ...others(records.messageStarts),
      ...process.messageStarts.map((each) => ({ ...own, ...each })),
    ];
    records.signalStarts = [
      ...others(records.signalStarts),
      ...process.signalStarts.map((each) => ({ ...own, ...each })),
    ];
  }

  caseOpened(opened: OpenCase): void {
    this.#open({ ...opened, parent: null, startKey: null });
  }

  caseEnded(caseId: string, end: CaseEnd, now: number): void {
    const records = this.#records;
    const ended = this.#case(caseId);
    records.cases.delete(caseId);
    for (const id of records.subscriptionsOf.get(caseId) ?? []) records.subscriptions.delete(id);
    records.subscriptionsOf.delete(caseId);
    for (const [id, held] of records.signals) if (held.caseId === caseId) records.signals.delete(id);
    for (const [key, call] of records.calls) if (call.caller === caseId) this.#cancelCall(key);
    const callKey = ended.parent === null ? null : subscriptionId(ended.parent.caseId, ended.parent.call);
    const told = decideCalledEnded(ended.parent, callKey !== null && records.calls.has(callKey), end);
    if (told.kind !== 'nobody') this.#send(told, { kind: 'none' });
    if (callKey !== null) records.calls.delete(callKey);
    if (ended.startKey === null) return;
    countOpenStart(records, ended.processId, ended.startKey, -1);
    freeStartKey(records, ended.processId, ended.startKey, now);
  }

  messageSubscribed(caseId: string, subscription: string, name: string, correlationKey: string, now: number): void {
    const { processId } = this.#case(caseId);
    const id = subscriptionId(caseId, subscription);
    const position = ++this.#records.position;
    const opened: MessageSubscription = {
      id,
      caseId,
      subscription,
      processId,
      name,
      correlationKey,
      position,
      openedAt: now,
    };
    this.#records.subscriptions.set(id, { subscription: opened, busy: false });
    const ofCase = this.#records.subscriptionsOf.get(caseId);
    if (ofCase === undefined) this.#records.subscriptionsOf.set(caseId, new Set([id]));
    else ofCase.add(id);
    serveSubscription(this.#records, opened, now);
  }

  messageUnsubscribed(caseId: string, subscription: string): void {
    this.#forget(caseId, subscriptionId(caseId, subscription));
  }

  signalSubscribed(caseId: string, subscription: string, name: string): void {
    const { memberships } = this.#case(caseId);
    this.#records.signals.set(subscriptionId(caseId, subscription), { caseId, subscription, name, memberships });
  }

  signalUnsubscribed(caseId: string, subscription: string): void {
    this.#records.signals.delete(subscriptionId(caseId, subscription));
  }

  publish(publication: Publication, now: number): 'published' | 'duplicate' {
    return publishInMemory(this.#records, publication, now);
  }

  broadcast(name: string, variables: Variables, scope: SignalScope, thrownBy: string | null): void {
    const records = this.#records;
    const decision = decideSignal(name, scope, [...records.signals.values()], records.signalStarts, thrownBy);
    for (const caseId of decision.cases) this.#send({ kind: 'signal', caseId, name, variables }, { kind: 'none' });
    for (const { processId, deployment, startEvent } of decision.startInstances) {
      this.#send({ kind: 'start', processId, deployment, startEvent, variables }, { kind: 'none' });
    }
  }

  call(request: Omit<Call, 'callerDeployment'>): void {
    const { caseId, call, variables } = request;
    const caller = this.#case(caseId);
    const decision = decideCall({ ...request, callerDeployment: caller.deployment }, this.#records.processes);
    if (decision.kind === 'notFound') {
      this.#send({ kind: 'calledFailed', caseId, call, message: decision.message }, { kind: 'none' });
      return;
    }
    this.#records.calls.set(subscriptionId(caseId, call), { caller: caseId, child: null });
    const { processId, deployment } = decision;
    const start = { kind: 'start', processId, deployment, called: true, variables } as const;
    this.#send(start, { kind: 'call', parent: { caseId, call } });
  }

  callCancelled(caseId: string, call: string): void {
    this.#cancelCall(subscriptionId(caseId, call));
  }

  escalated(caseId: string, code: string, variables: Variables): void {
    const { parent } = this.#case(caseId);
    if (parent === null || !this.#records.calls.has(subscriptionId(parent.caseId, parent.call))) return;
    this.#send({ kind: 'calledEscalated', ...parent, code, variables }, { kind: 'none' });
  }

  deliveries(): readonly Delivery[] {
    return [...this.#records.pending.values()].map((each) => each.delivery);
  }

  settle(delivery: number, settlement: Settlement, now: number): void {
    const { cause, delivery: sent } = this.#pending(delivery);
    if ((sent.kind === 'start') !== (settlement.kind === 'started')) {
      throw new ExchangeError(
        'WRONG_SETTLEMENT',
        `Expected a start to be settled by "started", and nothing else, but got "${settlement.kind}" for a ${sent.kind}.`,
      );
    }
    this.#records.pending.delete(delivery);
    if (sent.kind === 'start' && settlement.kind === 'started') this.#started(sent, settlement.caseId, cause);
    if (cause.kind !== 'message') return;
    if (settlement.kind !== 'refused') return this.#free(cause.receiver, now);
    this.#forget(cause.receiver.caseId, cause.receiver.id);
    returnMessage(this.#records, cause.message, cause.receiver, now);
  }

  /** Messages that nobody of some process has taken yet may still be waiting here. */
  buffered(now: number): readonly BufferedMessage[] {
    return [...this.#records.buffer.values()].filter((each) => isAlive(each, now));
  }

  subscriptions(): readonly MessageSubscription[] {
    return [...this.#records.subscriptions.values()].map((each) => each.subscription);
  }

  /** A subscription that outlived its message (a non-interrupting event) may take the next one. */
  #free(receiver: MessageSubscription, now: number): void {
    const held = this.#records.subscriptions.get(receiver.id);
    if (held === undefined) return;
    held.busy = false;
    serveSubscription(this.#records, held.subscription, now);
  }

  #started(sent: Extract<Delivery, { kind: 'start' }>, caseId: string, cause: Cause): void {
    const { processId, deployment } = sent;
    const parent = cause.kind === 'call' ? cause.parent : null;
    const startKey = cause.kind === 'messageStart' && cause.correlationKey !== '' ? cause.correlationKey : null;
    this.#open({ caseId, processId, deployment, memberships: this.#membershipsOf(parent), parent, startKey });
    const call = parent === null ? undefined : this.#records.calls.get(subscriptionId(parent.caseId, parent.call));
    if (call !== undefined) call.child = caseId;
  }

  /** A called case belongs where its caller belongs. */
  #membershipsOf(parent: ParentCall | null): Readonly<Record<string, string>> {
    return parent === null ? {} : (this.#records.cases.get(parent.caseId)?.memberships ?? {});
  }

  #open(opened: HeldCase): void {
    this.#records.cases.set(opened.caseId, opened);
  }

  #forget(caseId: string, id: string): void {
    this.#records.subscriptions.delete(id);
    this.#records.subscriptionsOf.get(caseId)?.delete(id);
  }

  #cancelCall(key: string): void {
    const call = this.#records.calls.get(key);
    if (call === undefined) return;
    this.#records.calls.delete(key);
    if (call.child !== null) {
      this.#send(
        { kind: 'cancel', caseId: call.child, reason: 'The calling activity was cancelled.' },
        { kind: 'none' },
      );
      return;
    }
    for (const [id, { cause }] of this.#records.pending) {
      if (cause.kind === 'call' && subscriptionId(cause.parent.caseId, cause.parent.call) === key)
        this.#records.pending.delete(id);
    }
  }

  #send(body: DeliveryBody, cause: Cause): void {
    const id = ++this.#records.position;
    this.#records.pending.set(id, { delivery: { ...body, id }, cause });
  }

  #case(caseId: string): HeldCase {
    const found = this.#records.cases.get(caseId);
    if (found === undefined) throw new ExchangeError('UNKNOWN_CASE', `Expected an open case but got "${caseId}".`);
    return found;
  }

  #pending(delivery: number): PendingDelivery {
    const found = this.#records.pending.get(delivery);
    if (found === undefined)
      throw new ExchangeError('UNKNOWN_DELIVERY', `Expected a delivery not yet settled but got ${delivery}.`);
    return found;
  }
}
