import { element, writeXml, type XmlElement } from '../soap/xml.ts';
import type { KrdDebtor, KrdObligation, KrdOrder } from './krd-order.ts';

/**
 * A file of protocol Nicci 3.1 with one order. The classes of that version have no namespace; the schema itself comes
 * with a KRD contract and decides.
 */
export function nicciInput(order: KrdOrder, effectKey: string, now: number): string {
  const input = element(
    'Input',
    { version: '3.1', generator: 'Krok', fileName: `${effectKey}.xml`, timeStamp: new Date(now).toISOString() },
    element('InformationManagement', {}, element('Order', { ID: effectKey }, action(order))),
  );
  return `<?xml version="1.0" encoding="utf-8"?>${writeXml(input)}`;
}

function action(order: KrdOrder): XmlElement {
  const ids = element('UserId', {}, order.listing);
  switch (order.kind) {
    case 'add':
      return element(
        'AddInformation',
        { userID: order.listing },
        element(
          'Case',
          {},
          element('Debtor', {}, debtor(order.debtor)),
          element('Obligations', {}, ...order.obligations.map(obligation)),
        ),
      );
    case 'update':
      return element('UpdateInformation', {}, ids, element('Obligations', {}, ...order.obligations.map(obligation)));
    case 'remove':
      return element('RemoveInformation', { removeReason: order.reason }, ids);
  }
}

function debtor(who: KrdDebtor): XmlElement {
  const { street, house, flat, postalCode, town } = who.address;
  const address = element(
    'Address',
    {},
    street === null ? null : element('Street', {}, street),
    element('HouseNumber', {}, house),
    flat === null ? null : element('FlatNumber', {}, flat),
    element('PostalCode', {}, postalCode),
    element('City', {}, town),
  );
  switch (who.kind) {
    case 'consumer':
      return element(
        'Consumer',
        {},
        element('FirstName', {}, who.firstName),
        element('Surname', {}, who.surname),
        element('Pesel', {}, who.pesel),
        address,
      );
    case 'entrepreneur':
      return element('Entrepreneur', {}, element('Name', {}, who.name), element('Nip', {}, who.nip), address);
    case 'legalPerson':
      return element('LegalPerson', {}, element('Name', {}, who.name), element('Nip', {}, who.nip), address);
  }
}

function obligation(one: KrdObligation): XmlElement {
  return element(
    'Obligation',
    {},
    element('Type', {}, 'Invoice'),
    element('Title', {}, one.title),
    element('CallSent', {}, one.callSentOn),
    element('PaymentDate', {}, one.dueOn),
    money('Debt', one.debt, one.currency),
    money('Arrears', one.arrears, one.currency),
    one.objections === null ? element('NoObjections') : element('Objections', {}, one.objections),
  );
}

function money(name: string, amount: number, currency: string): XmlElement {
  return element(name, { currency }, element('Value', {}, (amount / 100).toFixed(2)));
}
