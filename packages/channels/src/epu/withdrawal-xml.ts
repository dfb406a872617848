import { element, writeXml } from '../soap/xml.ts';
import type { EpuFiling } from './epu-filing.ts';
import { EPU_NAMESPACE } from './pozwy-xml.ts';

/** Kind of a document by which a party writes to the court (pismo). */
const LETTER = 3;

/** By the court's own list of documents, as is `ograniczenie_powodztwa`. */
export const WITHDRAWAL = 'cofniecie_powodztwo';

/**
 * A withdrawal of a claim, or its limitation, as a document of a party. The schema of documents is not among those at hand: only the sandbox
 * has read this form.
 */
export function withdrawalXml(
  { kind, claimReference, signature, reason, filedOn }: Exclude<EpuFiling, { kind: 'claim' }>,
  id: string,
): string {
  const document = element(
    'curr:DokumentEPU',
    { ID: 1, version: '1.0', dataZlozenia: filedOn },
    element('curr:Rodzaj', {}, String(LETTER)),
    element('curr:RodzajPisma', {}, kind === 'withdrawal' ? WITHDRAWAL : 'ograniczenie_powodztwa'),
    element('curr:SprawaWgPowoda', {}, claimReference),
    signature === null ? null : element('curr:Sygnatura', {}, signature),
    element('curr:Tresc', {}, reason),
  );
  const list = element('curr:Dokumenty', { OznaczeniePaczki: id, 'xmlns:curr': EPU_NAMESPACE }, document);
  return `<?xml version="1.0" encoding="utf-8"?>${writeXml(list)}`;
}
