import { element, writeXml, type XmlElement } from '../soap/xml.ts';
import type { EpuAddress, EpuClaim, EpuParty, EpuReceivable, EpuSubmitter } from './epu-filing.ts';

/** The court's present namespace; older copies of its schemas have another. */
export const EPU_NAMESPACE = 'http://www.currenda.pl/epu';

/** A package (`Pozwy`) of one claim. `id` names the package, at most 60 characters. */
export function pozwyXml(claim: EpuClaim, id: string): string {
  const root = element('curr:Pozwy', { OznaczeniePaczki: id, 'xmlns:curr': EPU_NAMESPACE }, pozew(claim));
  return `<?xml version="1.0" encoding="utf-8"?>${writeXml(root)}`;
}

/** Children in the order of the schema's sequence. */
function pozew(claim: EpuClaim): XmlElement {
  const total = claim.receivables.reduce((sum, { amount }) => sum + amount, 0);
  return element(
    'curr:PozewEPU',
    { ID: 1, version: '2.0', dataZlozenia: claim.filedOn },
    COURT,
    submitter(claim.submitter),
    element('curr:ListaPowodow', {}, party('curr:Powod', claim.claimant, 1)),
    element('curr:ListaPozwanych', {}, ...claim.defendants.map((one, index) => party('curr:Pozwany', one, index + 2))),
    text('SprawaWgPowoda', claim.reference),
    text('WartoscSporu', money(total)),
    element('curr:OplataSadowa', { wartosc: money(claim.courtFee), zwolnienie: 0, zasadzenie: 1 }),
    element('curr:KosztyZastepstwa', { wartosc: '0.00', zasadzenie: 0, wgNorm: 0 }),
    claim.refundAccount === null
      ? null
      : element(
          'curr:RachunekDoZwrotuOplat',
          {},
          text('NumerRachunkuDoZwrotuOplat', claim.refundAccount),
          text('WlascicielRachunku', nameOf(claim.claimant).slice(0, 150)),
        ),
    element('curr:ListaRoszczen', {}, ...claim.receivables.map(receivable)),
    element('curr:ListaDowodow', {}, ...claim.receivables.map(evidence)),
    text('Uzasadnienie', claim.justification),
  );
}

/** The address is not read on import; the court is always the same. */
const COURT = element(
  'curr:Adresat',
  { ID: 1 },
  text('Nazwa', 'Sąd Rejonowy Lublin-Zachód w Lublinie'),
  text('Wydzial', 'VI Wydział Cywilny'),
);

function submitter({ firstName, surname, pesel, address: where, basis }: EpuSubmitter): XmlElement {
  const person = element('curr:Osoba', {}, text('Imie', firstName), text('Nazwisko', surname), text('PESEL', pesel));
  return element('curr:OsobaSkladajaca', { pelnomocnik: 0, podstawa: basis }, person, address(where));
}

function party(name: string, who: EpuParty, id: number): XmlElement {
  return element(
    name,
    { ID: id },
    text('ObcokrajowiecString', 'obywatelstwo polskie'),
    text('Obcokrajowiec', 'false'),
    text('BrakNumerowIdentyfikacyjnych', 'false'),
    text('reprezentacja', '4'),
    text('rodzajStrony', KINDS[who.kind]),
    identity(who),
    who.nip === null ? null : text('NIP', who.nip),
    address(who.address),
  );
}

const KINDS: Readonly<Record<EpuParty['kind'], string>> = {
  person: '0',
  soleTrader: '1',
  legalPerson: '2',
  organisationalUnit: '3',
};

function identity(who: EpuParty): XmlElement {
  if (who.kind === 'person' || who.kind === 'soleTrader') {
    return element(
      'curr:OsobaFizyczna',
      {},
      text('Imie', who.firstName),
      text('Nazwisko', who.surname),
      who.kind === 'soleTrader' ? text('Nazwa', who.firm) : null,
      who.pesel === null ? null : text('PESEL', who.pesel),
    );
  }
  return element(
    'curr:Instytucja',
    {},
    text('Nazwa', who.name),
    text('Siedziba', who.address.town),
    who.regon === null ? null : text('REGON', who.regon),
    text('czyRejestr', who.krs === null ? '0' : '1'),
    who.krs === null ? null : text('KRS', who.krs),
  );
}

function nameOf(who: EpuParty): string {
  return who.kind === 'person' || who.kind === 'soleTrader' ? `${who.firstName} ${who.surname}` : who.name;
}

/** The court's printout repeats the town where the street is shorter than three characters. */
function address({ street, house, flat, postalCode, town }: EpuAddress): XmlElement {
  return element('curr:Adres', {
    ulica: street ?? '-',
    nr_domu: house,
    nr_mieszkania: flat ?? undefined,
    kod: postalCode,
    miejscowosc: town,
    kraj: 'Polska',
  });
}

function receivable(one: EpuReceivable, index: number): XmlElement {
  const period = element('curr:OkresOdsetkowy', {
    dataOd: one.interestFrom,
    czyUstawowe: one.interest === 'commercialDelay' ? 15 : 8,
    doZaplaty: 1,
  });
  return element(
    'curr:Roszczenie',
    {
      numer: index + 1,
      wartosc: money(one.amount),
      waluta: 'PLN',
      opis: `należność z faktury ${one.invoiceNumber}`,
      odsetki: 1,
      solidarnie: 1,
      typ: one.interest === 'commercialDelay' ? 1 : 0,
      dataWymagalnosci: one.dueOn,
    },
    element('curr:Odsetki', {}, period),
    element('curr:Dowody', {}, text('Dowod', String(index + 1))),
  );
}

function evidence({ invoiceNumber, issuedOn }: EpuReceivable, index: number): XmlElement {
  return element(
    'curr:Dowod',
    { numer: index + 1, typDowodu: 'faktura', oznaczenie: invoiceNumber.slice(0, 120), dataDowodu: issuedOn },
    text('FaktStwierdzany', 'istnienie, wysokość i termin zapłaty należności'),
  );
}

function text(name: string, content: string): XmlElement {
  return element(`curr:${name}`, {}, content);
}

function money(amount: number): string {
  return (amount / 100).toFixed(2);
}
