import type { DeliveryResult, Found, WhenUnknown } from '../delivery-result.ts';
import type { ReceiverAddress } from '../http/receiver-address.ts';
import { type SoapAnswer, soapCall } from '../soap/soap-call.ts';
import type { XmlElement, XmlNode } from '../soap/xml.ts';
import type { EpuAccounts } from './epu-accounts.ts';
import { type EpuAccount, epuAction, type EpuOperation, epuRequest } from './epu-service.ts';
import type { PackageCheck } from './epu-schemas.ts';
import type { EpuFiling, EpuStatus } from './epu-filing.ts';
import { pozwyXml } from './pozwy-xml.ts';
import { withdrawalXml } from './withdrawal-xml.ts';

export interface EpuChannel {
  readonly sandbox: boolean;
  /** The channel under a creditor's own account (null: the installation's); null where its password is not known. */
  under(user: string | null): EpuChannel | null;
  readonly whenUnknown: WhenUnknown;
  /** Files one claim, or withdraws one. The reference is our own case number (SprawaWgPowoda). */
  deliver(filing: EpuFiling, effectKey: string, now: number): Promise<DeliveryResult>;
  /** Of claims: whether the court knows our case number. */
  find(reference: string, now: number): Promise<Found>;
  /** `now`: epoch ms on the organisation's clock. */
  status(reference: string, now: number): Promise<EpuStatus>;
}

export interface EpuOptions {
  readonly address: ReceiverAddress;
  readonly account: EpuAccount;
  /** Of creditors that have one of their own. */
  readonly accounts?: EpuAccounts;
  /** Without it only the court validates. */
  readonly check?: PackageCheck;
  readonly attemptLimit?: number;
}

/** The e-court's service for those who file many claims. */
export function epuChannel(options: EpuOptions): EpuChannel {
  const { address, account, accounts, check, attemptLimit = 10_000 } = options;
  const call = (operation: EpuOperation, body: XmlElement, now: number): Promise<SoapAnswer> =>
    soapCall({ address, action: epuAction(operation), body, now, limit: attemptLimit });
  const cases = async (reference: string, now: number): Promise<readonly XmlNode[] | null> => {
    const body = epuRequest(
      'MojeSprawy',
      account,
      ['numerStrony', '1'],
      ['wielkoscStrony', '50'],
      ['filtrSlowny', reference],
    );
    const answer = await call('MojeSprawy', body, now);
    const result = answer.kind === 'answer' ? answer.body.find('MojeSprawyResult') : null;
    if (result?.child('kod')?.text !== 'OK') return null;
    const all = result.child('listaSpraw')?.all('SprawaOutputElement') ?? [];
    return all.filter((one) => one.child('sygnaturaWgPowoda')?.text === reference);
  };

  return {
    sandbox: address.sandbox,
    whenUnknown: 'hold',
    under(user) {
      if (user === null || user === account.user) return this;
      // The sandbox takes any password.
      const own = accounts?.get(user) ?? (address.sandbox ? { ...account, user } : null);
      return own && epuChannel({ ...options, account: own });
    },
    async deliver(filing, effectKey, now) {
      if (filing.kind !== 'claim') {
        const xml = withdrawalXml(filing, effectKey);
        const body = epuRequest('ZlozDokumenty', account, ['listaDokumentowXML', xml]);
        return resultOf(await call('ZlozDokumenty', body, now), 'ZlozDokumentyResult', effectKey);
      }
      const xml = pozwyXml(filing.claim, effectKey);
      const problems = (await check?.(xml)) ?? [];
      if (problems.length > 0) return { kind: 'refused', reason: `schema: ${problems[0]}`, permanent: true };
      const body = epuRequest('ZlozPozwy', account, ['listaPozwowXML', xml]);
      return resultOf(await call('ZlozPozwy', body, now), 'ZlozPozwyResult', filing.claim.reference);
    },
    async find(reference, now) {
      const known = await cases(reference, now);
      if (known === null) return { kind: 'unknown' };
      if (known.length > 0) return { kind: 'delivered', reference };
      // How soon the court shows a new case is not documented; the sandbox does at once.
      return { kind: address.sandbox ? 'notDelivered' : 'unknown' };
    },
    async status(reference, now) {
      const known = await cases(reference, now);
      const [one] = known ?? [];
      if (known === null) return { kind: 'unknown' };
      if (!one) return { kind: 'notFound' };
      const body = epuRequest(
        'HistoriaSprawyPrzezSygnaturaWgPowoda',
        account,
        ['numerStrony', '1'],
        ['wielkoscStrony', '100'],
        ['sygnaturaWgPowoda', reference],
      );
      const answer = await call('HistoriaSprawyPrzezSygnaturaWgPowoda', body, now);
      const history = answer.kind === 'answer' ? answer.body.find('historiaSprawy') : null;
      return history ? statusOf(one, history.all('HistoriaSprawyOutputElement')) : { kind: 'unknown' };
    },
  };
}

function statusOf(one: XmlNode, history: readonly XmlNode[]): EpuStatus {
  const signature = one.child('sygnaturaSprawy')?.text ?? '';
  if (signature === '') return { kind: 'filed' };
  const dayOf = (category: string, word: RegExp): string | undefined =>
    history
      .find(({ child }) => child('kategoria')?.text === category && word.test(child('opis')?.text ?? ''))
      ?.child('dataZdarzenia')
      ?.text.slice(0, 10);
  const orderOn = dayOf('orzeczenie', /nakaz/i);
  const opposedOn = dayOf('srodek_odwolawczy', /sprzeciw/i);
  const discontinuedOn = dayOf('orzeczenie', /umorzen/i);
  const finalOn = one.child('dataPrawomocnosci')?.text.slice(0, 10);
  const servedOn = dayOf('doreczenie', /nakaz/i);
  if (orderOn && opposedOn) {
    return { kind: 'opposed', signature, orderOn, opposedOn, ...(discontinuedOn !== undefined && { discontinuedOn }) };
  }
  if (discontinuedOn) return { kind: 'discontinued', signature, on: discontinuedOn };
  if (orderOn && finalOn) return { kind: 'final', signature, orderOn, finalOn };
  if (!orderOn) return { kind: 'registered', signature };
  return { kind: 'orderIssued', signature, orderOn, ...(servedOn !== undefined && { servedOn }) };
}

function resultOf(answer: SoapAnswer, name: string, reference: string): DeliveryResult {
  if (answer.kind === 'unreached') return { kind: 'refused', reason: answer.reason, permanent: false };
  if (answer.kind === 'broken') return { kind: 'unknown', reason: answer.reason };
  const code = (answer.kind === 'answer' ? answer.body.find(name) : answer.body)?.find('kod')?.text ?? '';
  if (answer.kind === 'answer' && code === 'Created') return { kind: 'accepted', reference };
  if (code === 'ValidationError' || code === 'BadRequest') return { kind: 'refused', reason: code, permanent: true };
  if (NOT_TAKEN.has(code)) return { kind: 'refused', reason: code, permanent: false };
  return { kind: 'unknown', reason: code || 'an answer of another form' };
}

/** Said before anything is read. */
const NOT_TAKEN: ReadonlySet<string> = new Set([
  'Unauthorized',
  'AuthenticationError',
  'AuthorizationError',
  'MethodNotAllowed',
]);
