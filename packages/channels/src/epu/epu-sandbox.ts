import { z } from 'zod';
import type { Answer, Received, Receiver } from '../sandbox/receiver.ts';
import { recordFolder } from '../sandbox/record-folder.ts';
import { soapEnvelope, soapFault } from '../soap/soap-call.ts';
import { element, readXml, type XmlElement, type XmlNode } from '../soap/xml.ts';
import { type CourtTimeline, courtTimeline } from './court-timeline.ts';
import { packageCheck } from './epu-schemas.ts';
import { EPU_DATA_TYPES, EPU_PATH, EPU_SERVICE } from './epu-service.ts';
import { WITHDRAWAL } from './withdrawal-xml.ts';

const RECORD = z.object({
  kind: z.enum(['claim', 'document']),
  /** SprawaWgPowoda. */
  reference: z.string(),
  number: z.number(),
  /** Epoch ms on the organisation's clock. */
  at: z.number(),
  /** User name of the account that it came from. */
  account: z.string().default(''),
  /** What was sent, as it came. */
  xml: z.string(),
});

export type SandboxFiling = z.infer<typeof RECORD>;

/** Stands in for the e-court: validates, registers, and answers weeks later on the organisation's clock. */
export function epuSandbox(folder: string, schemas?: string): Receiver {
  const records = recordFolder(folder, (value) => RECORD.parse(value));
  const check = schemas === undefined ? null : packageCheck(schemas);
  const claims = (): readonly SandboxFiling[] => records.all.filter(({ kind }) => kind === 'claim');

  /** Of the last claim: two that come at once have different signatures. */
  let number = claims().reduce((last, one) => Math.max(last, one.number), 100_000);

  async function file(xml: string, account: string, now: number): Promise<Answer> {
    const root = readXml(xml)?.child('Pozwy');
    const filed = root?.all('PozewEPU') ?? [];
    const label = root?.attributes['OznaczeniePaczki'] ?? '';
    if (filed.length === 0 || label === '') return refusal('ZlozPozwy', 'BadRequest', label, []);
    const broken = (await check?.(xml)) ?? [];
    const results = filed.map((claim) => {
      const reference = claim.child('SprawaWgPowoda')?.text ?? '';
      const known = claims().some((one) => one.reference === reference);
      return {
        claim,
        reference,
        problem: broken[0] ?? (reference === '' || known ? 'SprawaWgPowoda' : ownCheck(claim)),
      };
    });
    if (results.some(({ problem }) => problem !== null)) {
      return refusal('ZlozPozwy', 'ValidationError', label, results.map(validation));
    }
    for (const { reference } of results) {
      number += 1;
      await records.add({ kind: 'claim', reference, number, at: now, account, xml });
    }
    const sum = (of: (claim: XmlNode) => string | undefined): string =>
      results.reduce((total, { claim }) => total + Number(of(claim) ?? 0), 0).toFixed(2);
    return result('ZlozPozwy', 'Created', [
      text(
        'lacznaWartoscPrzedmiotowSporu',
        sum((claim) => claim.child('WartoscSporu')?.text),
      ),
      text('liczbaPozow', String(results.length)),
      text('oznaczeniePaczki', label),
      text(
        'sumaOplatySadawej',
        sum((claim) => claim.child('OplataSadowa')?.attributes['wartosc']),
      ),
      element('d:wynikiWalidacji', {}, ...results.map(validation)),
    ]);
  }

  async function fileDocument(xml: string, account: string, now: number): Promise<Answer> {
    const reference = readXml(xml)?.find('SprawaWgPowoda')?.text ?? '';
    if (!claims().some((one) => one.reference === reference))
      return refusal('ZlozDokumenty', 'ValidationError', '', []);
    await records.add({ kind: 'document', reference, number: records.all.length + 1, at: now, account, xml });
    return result('ZlozDokumenty', 'Created', []);
  }

  /** A withdrawal that came before the order is final ends the case. */
  function withdrawnAt(reference: string, { finalAt, opposedAt }: CourtTimeline): number | null {
    const document = records.all.find(
      (one) => one.kind === 'document' && one.reference === reference && one.xml.includes(WITHDRAWAL),
    );
    return document && document.at < (finalAt ?? opposedAt ?? 0) ? document.at : null;
  }

  function mine(filter: string, now: number): Answer {
    const found = claims().filter(({ reference, at }) => reference.includes(filter) && at <= now);
    const list = found.map((one) => {
      const timeline = courtTimeline(one.reference, one.at);
      const withdrawn = withdrawnAt(one.reference, timeline);
      const registered = timeline.registeredAt <= now;
      return element(
        'd:SprawaOutputElement',
        {},
        withdrawn === null && timeline.finalAt !== null && timeline.finalAt <= now
          ? text('dataPrawomocnosci', moment(timeline.finalAt))
          : null,
        text('dataWplywu', moment(one.at)),
        text('id', String(one.number)),
        text('stanSprawy', registered ? 'Zarejestrowana' : 'Oczekuje na rejestrację'),
        registered ? text('sygnaturaSprawy', `VI Nc-e ${one.number}/${moment(one.at).slice(2, 4)}`) : null,
        text('sygnaturaWgPowoda', one.reference),
      );
    });
    return result('MojeSprawy', 'OK', [element('d:listaSpraw', {}, ...list)]);
  }

  function history(reference: string, now: number): Answer {
    const claim = claims().find((one) => one.reference === reference);
    if (!claim) return refusal('HistoriaSprawyPrzezSygnaturaWgPowoda', 'NotFound', '', []);
    const timeline = courtTimeline(reference, claim.at);
    const withdrawn = withdrawnAt(reference, timeline);
    const events: [at: number | null, category: string, what: string][] = [
      [timeline.registeredAt, 'zmiana_stanu', 'Zarejestrowano sprawę'],
      [timeline.orderAt, 'orzeczenie', 'Nakaz zapłaty'],
      [timeline.servedAt, 'doreczenie', 'Doręczono odpis nakazu pozwanemu'],
      [timeline.opposedAt, 'srodek_odwolawczy', 'Sprzeciw od nakazu zapłaty'],
      // KPC art. 505(36).
      [timeline.opposedAt && timeline.opposedAt + WEEK, 'orzeczenie', 'Umorzenie postępowania'],
    ];
    const passed = events.filter(([at]) => at !== null && (withdrawn === null || at <= withdrawn));
    if (withdrawn !== null) {
      passed.push(
        [withdrawn, 'pismo', 'Cofnięcie powództwa'],
        [withdrawn + WEEK, 'orzeczenie', 'Umorzenie postępowania'],
      );
    }
    const list = passed
      .filter(([at]) => at !== null && at <= now)
      .map(([at, category, what]) =>
        element(
          'd:HistoriaSprawyOutputElement',
          {},
          text('dataZdarzenia', moment(at ?? 0)),
          text('kategoria', category),
          text('opis', what),
        ),
      );
    return result('HistoriaSprawyPrzezSygnaturaWgPowoda', 'OK', [element('d:historiaSprawy', {}, ...list)]);
  }

  return {
    path: EPU_PATH,
    async answer({ headers, body, now }: Received) {
      const operation =
        String(headers['soapaction'] ?? '')
          .replaceAll('"', '')
          .split('/')
          .at(-1) ?? '';
      const request = readXml(body)?.child('Envelope')?.child('Body')?.child(operation);
      const parameter = (name: string): string => request?.child(name)?.text ?? '';
      if (!request) return refusal(operation, 'BadRequest', '', []);
      if (!parameter('userName') || !parameter('password') || !parameter('apiKey')) {
        return refusal(operation, 'AuthenticationError', '', []);
      }
      switch (operation) {
        case 'ZlozPozwy':
          return file(parameter('listaPozwowXML'), parameter('userName'), now);
        case 'ZlozDokumenty':
          return fileDocument(parameter('listaDokumentowXML'), parameter('userName'), now);
        case 'MojeSprawy':
          return mine(parameter('filtrSlowny'), now);
        case 'HistoriaSprawyPrzezSygnaturaWgPowoda':
          return history(parameter('sygnaturaWgPowoda'), now);
        default:
          return refusal(operation, 'MethodNotAllowed', '', []);
      }
    },
  };
}

/** What the sandbox was sent, newest first. */
export function listSandboxFilings(folder: string): readonly SandboxFiling[] {
  return recordFolder(folder, (value) => RECORD.parse(value)).all.toReversed();
}

const WEEK = 7 * 86_400_000;

/** What no schema says: the sum, and a number of each natural person. */
function ownCheck(claim: XmlNode): string | null {
  const values = claim.child('ListaRoszczen')?.all('Roszczenie') ?? [];
  const sum = values.reduce((total, { attributes }) => total + Math.round(Number(attributes['wartosc']) * 100), 0);
  if (sum !== Math.round(Number(claim.child('WartoscSporu')?.text) * 100)) return 'WartoscSporu';
  for (const defendant of claim.child('ListaPozwanych')?.all('Pozwany') ?? []) {
    const person = defendant.child('OsobaFizyczna');
    const number = person
      ? (person.child('PESEL') ?? defendant.child('NIP'))
      : (defendant.find('KRS') ?? defendant.child('NIP'));
    if (!number) return 'brak PESEL, NIP lub KRS';
  }
  return null;
}

function validation({
  claim,
  reference,
  problem,
}: {
  claim: XmlNode;
  reference: string;
  problem: string | null;
}): XmlElement {
  return element(
    'd:ZlozPozwyOutputElement',
    {},
    text('kodWalidacji', problem === null ? 'OK' : 'ValidationError'),
    text('liczbaPorzadkowa', claim.attributes['ID'] ?? ''),
    text('opisWalidacji', problem ?? ''),
    text('sygnaturaWgPowoda', reference),
  );
}

function text(name: string, content: string): XmlElement {
  return element(`d:${name}`, {}, content);
}

function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}

function result(operation: string, code: string, content: readonly (XmlElement | null)[]): Answer {
  const inner = element(`${operation}Result`, { 'xmlns:d': EPU_DATA_TYPES }, text('kod', code), ...content);
  return xml(200, soapEnvelope(element(`${operation}Response`, { xmlns: EPU_SERVICE }, inner)));
}

function refusal(operation: string, code: string, label: string, results: readonly XmlElement[]): Answer {
  const detail = element(
    `d:${operation}OutputData`,
    { 'xmlns:d': EPU_DATA_TYPES },
    text('kod', code),
    text('oznaczeniePaczki', label),
    element('d:wynikiWalidacji', {}, ...results),
  );
  return xml(500, soapFault('s:Client', code, detail));
}

function xml(status: number, body: string): Answer {
  return { status, type: 'text/xml; charset=utf-8', body };
}
