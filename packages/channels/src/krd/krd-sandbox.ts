import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Received, Receiver } from '../sandbox/receiver.ts';
import { recordFolder } from '../sandbox/record-folder.ts';
import { soapEnvelope, soapFault } from '../soap/soap-call.ts';
import { element, readXml, writeXml, type XmlElement, type XmlNode } from '../soap/xml.ts';
import { checkNicci, effectOf } from './nicci-check.ts';
import { SERVICE, SIDDIN_PATH, TYPES } from './siddin.ts';

const RECORD = z.object({
  job: z.string(),
  /** Epoch ms on the organisation's clock. */
  at: z.number(),
  /** The file as it came. */
  input: z.string(),
  /** Null: accepted; `FAILED`: no file of the protocol. */
  refusal: z.string().nullable(),
  order: z.string(),
});

export type SandboxKrdOrder = z.infer<typeof RECORD>;

const HOUR = 3_600_000;
const STARTS_AFTER = HOUR;
const ANSWERS_AFTER = 4 * HOUR;

/** Stands in for KRD: keeps every order and answers it four hours later on the organisation's clock. */
export function krdSandbox(folder: string): Receiver {
  const records = recordFolder(folder, (value) => RECORD.parse(value));
  const bags = new Map<string, string[]>();

  /** Listings in force as far as accepted orders say. */
  function listings(): ReadonlySet<string> {
    const known = new Set<string>();
    for (const { input, refusal } of records.all) {
      const effect = refusal === null ? effectOf(input) : null;
      if (effect?.kind === 'add') known.add(effect.listing);
      if (effect?.kind === 'remove') known.delete(effect.listing);
    }
    return known;
  }

  async function close(request: XmlNode, now: number): Promise<Answer> {
    const id = request.find('ID')?.text ?? '';
    const chunks = bags.get(id);
    if (!chunks) return fault('ChunkBagNotFound');
    bags.delete(id);
    const input = chunks.join('');
    const verdict = checkNicci(input, listings())?.[0];
    const job = randomUUID();
    await records.add({
      job,
      at: now,
      input,
      order: verdict?.order ?? '',
      refusal: verdict ? verdict.refusal : 'FAILED',
    });
    return result('CloseChunkBagEx', job);
  }

  function answer(operation: string, request: XmlNode, now: number): Answer | Promise<Answer> {
    const ofJob = records.all.find(({ job }) => job === (request.child('JobId') ?? request.find('ID'))?.text);
    switch (operation) {
      case 'UploadChunk': {
        const id = request.find('ID')?.text || randomUUID();
        const chunks = bags.get(id) ?? [];
        chunks.push(request.child('Data')?.text ?? '');
        bags.set(id, chunks);
        return result('UploadChunk', ...bag(id, chunks));
      }
      case 'CloseChunkBagEx':
        return close(request, now);
      case 'GetJobs':
        return result('GetJobs', ...records.all.filter(({ at }) => at <= now).map((record) => job(record, now)));
      case 'GetChunkBag':
        return ofJob ? result('GetChunkBag', ...bag(ofJob.job, [output(ofJob)])) : fault('JobNotFound');
      case 'DownloadChunk':
        return ofJob && stateOf(ofJob, now) === 'PROCESSED'
          ? result('DownloadChunk', element('Data', {}, output(ofJob)))
          : fault('ChunkNotFound');
      default:
        return fault('OperationUnknown');
    }
  }

  return {
    path: SIDDIN_PATH,
    async answer({ headers, body, now }: Received) {
      const operation =
        String(headers['soapaction'] ?? '')
          .replaceAll('"', '')
          .split('/')
          .at(-1) ?? '';
      const request = readXml(body)?.child('Envelope')?.child('Body')?.child(operation);
      if (!request) return fault('RequestUnreadable');
      if (operation === 'Login') {
        const named = request.child('UserName')?.text && request.child('Password')?.text;
        return named ? result('Login', element('Ticket', {}, TICKET)) : fault('LoginFailed');
      }
      return request.child('Ticket')?.text === TICKET ? answer(operation, request, now) : fault('TicketInvalid');
    },
  };
}

/** What the sandbox was sent, newest first. */
export function listSandboxKrdOrders(folder: string): readonly SandboxKrdOrder[] {
  return recordFolder(folder, (value) => RECORD.parse(value)).all.toReversed();
}

/** Guards nothing: it only shows that a client logs in first. */
const TICKET = 'sandbox-ticket';

function stateOf({ at, refusal }: SandboxKrdOrder, now: number): string {
  if (now < at + STARTS_AFTER) return 'QUEUED';
  if (now < at + ANSWERS_AFTER) return 'STARTED';
  return refusal === 'FAILED' ? 'FAILED' : 'PROCESSED';
}

function job(record: SandboxKrdOrder, now: number): XmlElement {
  const state = stateOf(record, now);
  return element(
    'Job',
    {},
    element('JobId', {}, record.job),
    element('FileName', {}, `${record.order}.xml`),
    element('State', {}, state),
    element('Progress', {}, state === 'PROCESSED' ? '100' : '0'),
  );
}

function output({ order, refusal, job: id }: SandboxKrdOrder): string {
  const systemId = createHash('sha256').update(id).digest().readUInt32BE(0);
  const answer = refusal === null ? element('Accepted', { systemId }) : element('Rejected', { code: refusal });
  const content = element(
    'Output',
    { version: '3.1' },
    element('InformationManagement', {}, element('Order', { ID: order }, answer)),
  );
  return `<?xml version="1.0" encoding="utf-8"?>${writeXml(content)}`;
}

function bag(id: string, chunks: readonly string[]): XmlElement[] {
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  return [element('d:ID', {}, id), element('d:Count', {}, String(chunks.length)), element('d:Size', {}, String(size))];
}

function result(operation: string, ...content: (XmlElement | string)[]): Answer {
  const inner = element(`${operation}Result`, {}, ...content);
  return xml(200, soapEnvelope(element(`${operation}Response`, { xmlns: SERVICE, 'xmlns:d': TYPES }, inner)));
}

function fault(code: string): Answer {
  return xml(500, soapFault(code, code));
}

function xml(status: number, body: string): Answer {
  return { status, type: 'text/xml; charset=utf-8', body };
}
