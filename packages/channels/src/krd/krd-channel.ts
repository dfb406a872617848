import type { DeliveryResult, Found, WhenUnknown } from '../delivery-result.ts';
import type { ReceiverAddress } from '../http/receiver-address.ts';
import { type SoapAnswer, soapCall } from '../soap/soap-call.ts';
import { element, readXml, type XmlElement, type XmlNode } from '../soap/xml.ts';
import type { KrdOrder, KrdOrderStatus } from './krd-order.ts';
import { nicciInput } from './nicci-input.ts';
import { CHUNK, SERVICE, siddinAction, type SiddinOperation, TYPES } from './siddin.ts';

export interface KrdChannel {
  readonly sandbox: boolean;
  readonly whenUnknown: WhenUnknown;
  /** Hands one order over. The reference is KRD's job id; what KRD decides comes later, see `status`. */
  deliver(order: KrdOrder, effectKey: string, now: number): Promise<DeliveryResult>;
  find?(effectKey: string, now: number): Promise<Found>;
  /** How the order of a job stands. `now`: epoch ms on the organisation's clock. */
  status(job: string, now: number): Promise<KrdOrderStatus>;
}

export interface KrdOptions {
  readonly address: ReceiverAddress;
  readonly user: string;
  readonly password: string;
  /** Of one call, milliseconds. */
  readonly attemptLimit?: number;
}

/** KRD's Siddin 2.1 with files of protocol Nicci: log in, upload in chunks, close the bag; a job answers later. */
export function krdChannel({ address, user, password, attemptLimit = 5_000 }: KrdOptions): KrdChannel {
  const call = (operation: SiddinOperation, now: number, ...children: (XmlElement | null)[]): Promise<SoapAnswer> =>
    soapCall({
      address,
      action: siddinAction(operation),
      body: element(operation, { xmlns: SERVICE, 'xmlns:d': TYPES }, ...children),
      now,
      limit: attemptLimit,
    });

  async function login(now: number): Promise<{ readonly ticket: XmlElement } | Failed> {
    const answer = await call('Login', now, text('UserName', user), text('Password', password));
    const ticket = answer.kind === 'answer' ? answer.body.find('Ticket')?.text : undefined;
    return ticket ? { ticket: text('Ticket', ticket) } : { failed: reasonOf(answer) };
  }

  async function jobs(now: number): Promise<{ readonly jobs: readonly XmlNode[]; readonly ticket: XmlElement } | null> {
    const session = await login(now);
    if ('failed' in session) return null;
    const answer = await call('GetJobs', now, session.ticket);
    const list = answer.kind === 'answer' ? answer.body.find('GetJobsResult') : null;
    return list && { jobs: list.all('Job'), ticket: session.ticket };
  }

  const channel: KrdChannel = {
    sandbox: address.sandbox,
    whenUnknown: 'hold',
    async deliver(order, effectKey, now) {
      const session = await login(now);
      if ('failed' in session) return { kind: 'refused', reason: session.failed, permanent: false };
      const input = nicciInput(order, effectKey, now);
      let bag: XmlElement | null = null;
      for (let at = 0; at < input.length; at += CHUNK) {
        const data = text('Data', input.slice(at, at + CHUNK));
        const answer = await call('UploadChunk', now, session.ticket, bag, data);
        const node = answer.kind === 'answer' ? answer.body.find('UploadChunkResult') : null;
        // A bag that is never closed is never read: nothing was handed over yet.
        if (!node) return { kind: 'refused', reason: reasonOf(answer), permanent: false };
        bag = chunkBag('ChunkBag', node);
      }
      const closing = bag && { ...bag, name: 'ChunkBagEx', children: [...(bag.children ?? []), ...PROTOCOL] };
      const closed = await call('CloseChunkBagEx', now, session.ticket, closing);
      if (closed.kind === 'answer') {
        const job = closed.body.find('CloseChunkBagExResult')?.text;
        return job ? { kind: 'accepted', reference: job } : { kind: 'unknown', reason: 'no job id' };
      }
      if (closed.kind === 'broken') return { kind: 'unknown', reason: closed.reason };
      return { kind: 'refused', reason: reasonOf(closed), permanent: false };
    },
    async status(job, now) {
      const known = await jobs(now);
      const node = known?.jobs.find((one) => one.child('JobId')?.text === job);
      if (!known || !node) return { kind: 'unknown' };
      const state = node.child('State')?.text;
      if (state === 'FAILED' || state === 'CANCELED') return { kind: 'rejected', reason: state };
      if (state !== 'PROCESSED') return { kind: 'pending' };
      const bag = await call('GetChunkBag', now, known.ticket, text('JobId', job));
      const bagNode = bag.kind === 'answer' ? bag.body.find('GetChunkBagResult') : null;
      if (!bagNode) return { kind: 'unknown' };
      const chunk = await call('DownloadChunk', now, known.ticket, chunkBag('ChunkBag', bagNode), text('Index', '0'));
      const data = chunk.kind === 'answer' ? chunk.body.find('Data')?.text : undefined;
      return orderStatus(data);
    },
  };
  if (!address.sandbox) return channel;
  return {
    ...channel,
    // Whether KRD's own list of jobs names the file is not documented; its sandbox names it.
    async find(effectKey, now) {
      const known = await jobs(now);
      if (!known) return { kind: 'unknown' };
      const job = known.jobs.find((one) => one.child('FileName')?.text === `${effectKey}.xml`)?.child('JobId')?.text;
      return job ? { kind: 'delivered', reference: job } : { kind: 'notDelivered' };
    },
  };
}

interface Failed {
  readonly failed: string;
}

const PROTOCOL: readonly XmlElement[] = [text('d:ProtocolType', 'Nicci'), text('d:ProtocolVersion', 'Version_3_1')];

function text(name: string, content: string): XmlElement {
  return element(name, {}, content);
}

function chunkBag(name: string, node: XmlNode): XmlElement {
  const parts = ['ID', 'Count', 'Size'].map((part) => text(`d:${part}`, node.child(part)?.text ?? ''));
  return element(name, {}, ...parts);
}

function orderStatus(output: string | undefined): KrdOrderStatus {
  const order = output === undefined ? null : readXml(output)?.find('Order');
  if (!order) return { kind: 'unknown' };
  const accepted = order.child('Accepted');
  if (accepted) return { kind: 'accepted', systemId: accepted.attributes['systemId'] ?? '' };
  const rejected = order.child('Rejected');
  return rejected ? { kind: 'rejected', reason: rejected.attributes['code'] ?? 'rejected' } : { kind: 'unknown' };
}

function reasonOf(answer: SoapAnswer): string {
  switch (answer.kind) {
    case 'fault':
      return `KRD ${answer.code}`;
    case 'answer':
      return 'KRD gave an answer of another form';
    case 'unreached':
    case 'broken':
      return answer.reason;
  }
}
