export { decodeXml } from './decode-xml.ts';
export { type Scan, type ScanLimits, type ScannedElement, scanXml } from './scan-xml.ts';
export { schemaForms } from './schema-forms.ts';
