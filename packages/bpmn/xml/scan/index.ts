export { type Scan, type ScanLimits, type ScannedElement, scanXml } from './scan-xml.ts';
