import { element, writeXml } from '../soap/xml.ts';
import type { EpuFiling } from './epu-filing.ts';
import { EPU_NAMESPACE } from './pozwy-xml.ts';

/** Kind of a document by which a party writes to the court (pismo). */
const LETTER = 3;

/**
 * A withdrawal of a claim as a document of a party. The schema of documents is not among those at hand: only the sandbox
 * has read this form.
 */
export function withdrawalXml(
  { claimReference, signature, reason, filedOn }: Extract<EpuFiling, { kind: 'withdrawal' }>,
  id: string,
): string {
  const document = element(
    'curr:DokumentEPU',
    { ID: 1, version: '1.0', dataZlozenia: filedOn },
    element('curr:Rodzaj', {}, String(LETTER)),
    element('curr:RodzajPisma', {}, 'cofniecie_powodztwo'),
    element('curr:SprawaWgPowoda', {}, claimReference),
    signature === null ? null : element('curr:Sygnatura', {}, signature),
    element('curr:Tresc', {}, reason),
  );
  const list = element('curr:Dokumenty', { OznaczeniePaczki: id, 'xmlns:curr': EPU_NAMESPACE }, document);
  return `<?xml version="1.0" encoding="utf-8"?>${writeXml(list)}`;
}
