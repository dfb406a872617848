import { exchange } from '../http/exchange.ts';
import { clockHeaders, type ReceiverAddress } from '../http/receiver-address.ts';
import { element, readXml, writeXml, type XmlElement, type XmlNode } from './xml.ts';

export type SoapAnswer =
  /** Content of the body. */
  | { readonly kind: 'answer'; readonly body: XmlNode }
  | { readonly kind: 'fault'; readonly code: string; readonly text: string; readonly body: XmlNode }
  | { readonly kind: 'unreached'; readonly reason: string }
  | { readonly kind: 'broken'; readonly reason: string };

export interface SoapCall {
  readonly address: ReceiverAddress;
  /** Value of the header SOAPAction. */
  readonly action: string;
  readonly body: XmlElement;
  readonly header?: XmlElement;
  /** Epoch ms on the organisation's clock. */
  readonly now: number;
  readonly limit: number;
}

/** One SOAP 1.1 call over HTTP; never throws. */
export async function soapCall({ address, action, body, header, now, limit }: SoapCall): Promise<SoapAnswer> {
  const answered = await exchange({
    url: address.url,
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"`, ...clockHeaders(address, now) },
    body: soapEnvelope(body, header),
    limit,
  });
  if (answered.kind !== 'answer') return answered;
  const content = readXml(answered.body)?.child('Envelope')?.child('Body');
  if (!content) return { kind: 'broken', reason: `HTTP ${answered.status}` };
  const fault = content.child('Fault');
  if (fault) {
    const [code, text] = [fault.child('faultcode')?.text ?? '', fault.child('faultstring')?.text ?? ''];
    return { kind: 'fault', code, text, body: fault };
  }
  return { kind: 'answer', body: content };
}

export function soapEnvelope(body: XmlElement, header?: XmlElement): string {
  const envelope = element(
    's:Envelope',
    { 'xmlns:s': ENVELOPE },
    header ? element('s:Header', {}, header) : null,
    element('s:Body', {}, body),
  );
  return `<?xml version="1.0" encoding="utf-8"?>${writeXml(envelope)}`;
}

export function soapFault(code: string, text: string, detail: XmlElement | null = null): string {
  return soapEnvelope(
    element(
      's:Fault',
      {},
      element('faultcode', {}, code),
      element('faultstring', {}, text),
      detail && element('detail', {}, detail),
    ),
  );
}

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
