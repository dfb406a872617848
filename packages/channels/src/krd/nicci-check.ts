import { readXml, type XmlNode } from '../soap/xml.ts';

/** What the sandbox says about one order. */
export interface NicciVerdict {
  readonly order: string;
  /** Null: accepted. */
  readonly refusal: string | null;
}

/** Gross errors that KRD would not let pass; null where the file is none of the protocol. `known`: listings in force. */
export function checkNicci(source: string, known: ReadonlySet<string>): readonly NicciVerdict[] | null {
  const input = readXml(source)?.child('Input');
  const orders = input?.all('InformationManagement').flatMap((part) => part.all('Order')) ?? [];
  if (orders.length === 0) return null;
  return orders.map((order) => ({ order: order.attributes['ID'] ?? '', refusal: refusalOf(order, known) }));
}

/** The listing that an order is about, and what it does to it. */
export function effectOf(
  source: string,
): { readonly listing: string; readonly kind: 'add' | 'update' | 'remove' } | null {
  const order = readXml(source)?.find('Order');
  if (!order) return null;
  const add = order.child('AddInformation');
  if (add) return { listing: add.attributes['userID'] ?? '', kind: 'add' };
  const [update, remove] = [order.child('UpdateInformation'), order.child('RemoveInformation')];
  const listing = (update ?? remove)?.child('UserId')?.text ?? '';
  return { listing, kind: update ? 'update' : 'remove' };
}

function refusalOf(order: XmlNode, known: ReadonlySet<string>): string | null {
  if (!order.attributes['ID']) return 'ORDER_ID_MISSING';
  const add = order.child('AddInformation');
  if (add) {
    if (known.has(add.attributes['userID'] ?? '')) return 'LISTING_EXISTS';
    const debtor = add.find('Debtor');
    const consumer = debtor?.child('Consumer');
    const identifier = consumer
      ? /^\d{11}$/.test(consumer.child('Pesel')?.text ?? '')
      : /^\d{10}$/.test(debtor?.find('Nip')?.text ?? '');
    if (!debtor || !identifier) return 'DEBTOR_IDENTIFIER_MISSING';
    return obligations(add.find('Obligations'));
  }
  const [update, remove] = [order.child('UpdateInformation'), order.child('RemoveInformation')];
  const listing = (update ?? remove)?.child('UserId')?.text ?? '';
  if (!known.has(listing)) return 'LISTING_UNKNOWN';
  if (remove) return ['Paid', 'Cession', 'Other'].includes(remove.attributes['removeReason'] ?? '') ? null : 'REASON';
  return update ? obligations(update.child('Obligations')) : 'ORDER_UNKNOWN';
}

function obligations(list: XmlNode | null): string | null {
  const all = list?.all('Obligation') ?? [];
  if (all.length === 0) return 'OBLIGATIONS_MISSING';
  for (const one of all) {
    const arrears = Number(one.child('Arrears')?.child('Value')?.text);
    if (!(arrears > 0)) return 'ARREARS';
    for (const day of ['CallSent', 'PaymentDate']) {
      if (!/^\d{4}-\d\d-\d\d$/.test(one.child(day)?.text ?? '')) return 'DATE_MISSING';
    }
    if (!one.child('NoObjections') && !one.child('Objections')) return 'OBJECTIONS_NOT_STATED';
  }
  return null;
}
